import HTTPTypes
import Hummingbird
import Web

extension SignInHouse {
    /// Renders a page whose language links lead back to `path`, with the return address that it carries.
    func render(_ page: Page, at path: String, _ sealed: String = "", in context: PageContext) -> Response {
        var context = context
        let kept = SignInPages.safe(sealed)
        context.ownPath = kept.isEmpty ? path : "\(path)?r=\(kept)"
        return shell.render(page, in: context)
    }

    /// A page that says one thing: what happened, why, what now, with at most one button.
    func fault(
        _ code: String,
        status: Int,
        values: [String: String] = [:],
        button: String? = nil,
        in context: PageContext
    ) -> Response {
        var page = FaultPage(code, status: status, values: values)
        page.button = button
        return shell.render(page.page, in: context)
    }

    /// The one answer about an address that opens nothing, whatever the reason.
    func absent(in context: PageContext) -> Response {
        let refusal = HTTPRefusal.notFound
        return fault(refusal.code, status: refusal.status, button: "/", in: context)
    }
}
