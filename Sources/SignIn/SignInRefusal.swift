/// The noes of the sign-in that can be shown.
package enum SignInRefusal: Error, Hashable, Sendable {
    case busy(seconds: Int)
    case passwordShort(count: Int)
    case passwordLong(count: Int)
    case passwordCommon
}
