/// Why the key file is not taken; the program does not start with less (S-35). Never holds what the file holds.
package enum KeyFileMistake: Error, Hashable, Sendable {
    case absent(path: String)
    case missing(path: String, dataFolder: String)
    case exists(path: String)
    case unreadable(path: String, cause: String)
    case notAFile(path: String)
    case mode(path: String, mode: UInt32)
    case owner(path: String, owner: UInt32)
    case insideData(path: String, dataFolder: String)
    case truncated(path: String)
    case malformed(path: String, line: Int)
    case foreign(path: String, key: String)
    case name(path: String, key: String)

    /// The code that `nomade help` explains.
    package var code: String {
        switch self {
        case .absent, .missing: "key-file.missing"
        case .exists: "key-file.exists"
        case .unreadable: "key-file.unreadable"
        case .notAFile: "key-file.not-a-file"
        case .mode: "key-file.mode"
        case .owner: "key-file.owner"
        case .insideData: "key-file.inside-data"
        case .truncated: "key-file.truncated"
        case .malformed: "key-file.malformed"
        case .foreign: "key-file.foreign"
        case .name: "key-file.name"
        }
    }

    /// What is wrong, in one sentence without its full stop.
    package var what: String {
        switch self {
        case .absent(let path): "the key file \(path) does not exist"
        case .missing(let path, let folder): "\(folder) holds data, but the key file \(path) is not there"
        case .exists(let path): "the key file \(path) exists already"
        case .unreadable(let path, let cause): "the key file \(path) cannot be read: \(cause)"
        case .notAFile(let path): "the key file \(path) is not an ordinary file"
        case .mode(let path, let mode):
            "the key file \(path) has mode 0\(String(mode, radix: 8)), so that others may use it"
        case .owner(let path, let owner):
            "the key file \(path) belongs to user \(owner), not to the one who runs this program"
        case .insideData(let path, let folder): "the key file \(path) lies inside the data folder \(folder)"
        case .truncated(let path): "the key file \(path) is cut short or was changed by hand"
        case .malformed(let path, let line): "line \(line) of the key file \(path) is not understood"
        case .foreign(let path, let key):
            "the key file \(path) lacks the key \(key) under which this database was written"
        case .name(let path, let key):
            "\(key) cannot be the name of a new key: \(path) holds one of that name, or it is no name"
        }
    }

    /// What mends it, as a command where there is one.
    package var fix: String {
        switch self {
        case .absent(let path): "start nomade once, which makes it, or restore \(path)"
        case .missing(let path, _), .truncated(let path), .malformed(let path, _), .foreign(let path, _):
            "restore \(path) from the copy that was kept apart from the database"
        case .exists(let path): "move \(path) away first if you really mean another key"
        case .unreadable(let path, _): "let the user who runs nomade read \(path)"
        case .notAFile(let path): "put the file itself at \(path), not a link to it"
        case .mode(let path, _): "chmod 0600 \(path)"
        case .owner(let path, _): "chown \"$(id -u)\" \(path)  (as root, with the number of the user who runs nomade)"
        case .insideData(let path, _):
            "mv \(path) to a folder that no backup of the data takes along, and say so in key-file"
        case .name: "take up to 32 small letters, digits and hyphens that no key of the file bears"
        }
    }
}
