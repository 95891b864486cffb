import Foundation

/// The shell that makes, starts and watches one server: when its input ends, because we closed it or are dead, so does
/// the server, and its folder is removed.
final class WatchProcess: Sendable {
    let folder: String
    private let input: FileHandle
    private let output: FileHandle

    init(programs: String, port: UInt16, settings: [String]) throws {
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        let isRoot = getuid() == 0
        let user = ["/usr/bin/setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"]
        let words = (isRoot ? user : []) + ["/bin/sh", "-c", Self.script, "watch", programs, "\(port)"] + settings
        process.executableURL = URL(filePath: words[0])
        process.arguments = Array(words.dropFirst())
        process.currentDirectoryURL = URL(filePath: "/")
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        (self.input, self.output) = (input.fileHandleForWriting, output.fileHandleForReading)
        var text = Data()
        while !text.contains(UInt8(ascii: "\n")) {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw ServerMistake(what: "PostgreSQL did not start") }
            text += more
        }
        folder = String(decoding: text.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }

    deinit { try? input.close() }

    /// What a server can be told.
    enum Word: String {
        /// To end every process of its own at once (SIGKILL) and start again.
        case dieAndRise
        /// To stop as an operator stops it.
        case rest
        /// To start after that.
        case rise
    }

    /// Returns when it is done; a server that starts takes connections by then.
    func tell(_ word: Word) throws {
        try input.write(contentsOf: Data("\(word.rawValue)\n".utf8))
        guard !output.availableData.isEmpty else { throw ServerMistake(what: "PostgreSQL did not \(word.rawValue)") }
    }

    private static let script = """
        programs=$1 port=$2; shift 2
        folder=$(mktemp -d /tmp/nomade-pg-XXXXXX) || exit 1
        pid() { head -1 "$folder/data/postmaster.pid" 2> /dev/null; }
        trap 'kill -QUIT $(pid) 2> /dev/null; wait; rm -rf "$folder"' EXIT
        "$programs/initdb" -D "$folder/data" -U nomade --auth-local=trust --auth-host=scram-sha-256 -E UTF8 --locale=C --no-sync \\
            > "$folder/initdb.log" 2>&1 < /dev/null || { cat "$folder/initdb.log" >&2; exit 1; }
        for setting in "$@"; do echo "$setting"; done >> "$folder/data/postgresql.conf"
        serve() {
            "$programs/postgres" -D "$folder/data" -k "$folder" -h 127.0.0.1,127.0.0.2 -p "$port" -c max_connections=400 \\
                -c shared_buffers=16MB -c max_wal_size=256MB >> "$folder/server.log" 2>&1 < /dev/null &
            until "$programs/pg_isready" -q -h "$folder" -p "$port"; do
                kill -0 $! 2> /dev/null || { cat "$folder/server.log" >&2; exit 1; }
                sleep 0.05
            done
        }
        # Stopped first, so that it forks nobody whom we do not know; a new server wants the last one's memory to be free.
        die() {
            kill -STOP $(pid)
            all="$(pid) $(cat /proc/$(pid)/task/$(pid)/children)"
            kill -KILL $all
            wait
            for one in $all; do while [ -e "/proc/$one/exe" ]; do sleep 0.01; done; done
        }
        serve
        echo "$folder"
        while read -r word; do
            case $word in
                dieAndRise) die; serve ;;
                rest) kill -INT $(pid); wait ;;
                rise) serve ;;
            esac
            echo done
        done
        """
}
