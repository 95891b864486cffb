/// How a command ends, as other programs read it (sysexits.h; the list is in the manual).
enum ExitStatus: Int32 {
    case done = 0
    /// The command worked and the answer is no.
    case no = 1
    case usage = 64
    case badData = 65
    case serviceDown = 69
    case configuration = 78
}
