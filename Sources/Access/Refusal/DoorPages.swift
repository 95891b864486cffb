package import City
package import HTTPTypes
import People
package import Web

/// The pages that the gate shows for what is no decision: another network, a silent app, cookies, frames.
package struct DoorPages: Sendable {
    private let city: City

    package init(city: City) {
        self.city = city
    }

    /// an app's internal name, met from outside; `address` is where the app opens here.
    package func outside(of app: App, at address: String) -> FaultPage {
        var page = FaultPage("network.outside", status: 200, values: ["app": app.name])
        page.button = address
        page.isCalm = true
        return page
    }

    /// The app does not answer; `address` is tried again.
    package func silent(_ app: App, at address: String) -> FaultPage {
        page("upstream.down", status: 502, app, address)
    }

    /// The door let the person in and the app itself said no, with this status and no word of its own.
    package func ownNo(of app: App, status: Int) -> FaultPage {
        page(status == 500 ? "app.own-fault" : "app.own-refusal", status: status, app, nil, ["n": String(status)])
    }

    /// What answers in the app's place did not prove that it is the app.
    package func untrusted(_ app: App, at address: String) -> FaultPage {
        page("upstream.untrusted", status: 502, app, address)
    }

    /// The app took longer than its `seconds`.
    package func slow(_ app: App, after seconds: Int, at address: String) -> FaultPage {
        var page = page("upstream.slow", status: 504, app, address, ["n": String(seconds)])
        page.isCalm = true
        return page
    }

    /// An app's script asked for a service worker, which would stand before the gate (S-43).
    package func worker(of app: App) -> FaultPage {
        page("worker.refused", status: 403, app, nil)
    }

    /// Another origin sent a request here: the person may open the address by a link (S-42).
    package func otherOrigin(at address: String) -> FaultPage {
        FaultPage(FormRefusal.otherOrigin, path: address)
    }

    /// The browser keeps no cookie of an app's `host`; `retry` begins the way in anew, with a fresh nonce.
    package func cookieAbsent(for host: String, retry: String, _ headers: HTTPFields) -> FaultPage {
        var page = cookieAbsent(host, headers)
        page.button = retry
        return page
    }

    /// The browser keeps no cookie of the portal; the button posts the probe that came with this page, and goes on to
    /// `address` when it comes back.
    package func cookieAbsentHere(then address: String, _ headers: HTTPFields) -> FaultPage {
        var page = cookieAbsent(city.portal.host, headers)
        page.post = CookieCheckPages.path
        page.to = address
        return page
    }

    private func cookieAbsent(_ host: String, _ headers: HTTPFields) -> FaultPage {
        var page = FaultPage("cookie.absent", status: CookieRefusal.absent.status, values: ["host": host])
        page.isCalm = true
        page.template = "cookie-absent"
        page.more = Browser.help(headers)
        return page
    }

    /// Two cookies of one name; the answer must clear both.
    package func cookieDoubled(signIn: String) -> FaultPage {
        calm(CookieRefusal.doubled, signIn)
    }

    /// A session was here and the browser no longer has it.
    package func cookieForgotten(signIn: String) -> FaultPage {
        calm(CookieRefusal.forgotten, signIn)
    }

    /// An app filled the jar; the button posts to `/.nomade/clear-cookies`.
    package func cookiesTooMany(of app: App) -> FaultPage {
        var page = page("cookie.too-many", status: CookieRefusal.tooMany.status, app, nil)
        page.post = "/.nomade/clear-cookies"
        return page
    }

    /// After that button.
    package func cookiesCleared(of app: App, at address: String) -> FaultPage {
        var page = page("cookie.cleared", status: 200, app, address)
        page.isCalm = true
        return page
    }

    /// The one page that may stand in a frame: one link, nothing personal (S-11).
    package func framed(at address: String) -> FaultPage {
        var page = calm(CookieRefusal.framed, address)
        page.opensOnTop = true
        return page
    }

    private func calm(_ refusal: CookieRefusal, _ address: String) -> FaultPage {
        var page = FaultPage(refusal, path: address)
        page.isCalm = true
        return page
    }

    private func page(
        _ code: String,
        status: Int,
        _ app: App,
        _ address: String?,
        _ more: [String: String] = [:]
    ) -> FaultPage {
        let owner = city.contacts[app.owner].map(HelpContact.init)
        let values = ["app": app.name, "owner": owner?.line ?? app.owner].merging(more) { first, _ in first }
        var page = FaultPage(code, status: status, values: values)
        page.button = address
        page.help = owner
        return page
    }
}
