import NIOHPACK

extension HPACKHeaders {
    /// Names and values, which is all that a request or a trailer section is made from.
    var pairs: some Sequence<(name: String, value: String)> { lazy.map { (name: $0.name, value: $0.value) } }
}
