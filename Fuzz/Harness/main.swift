import CFuzzer
import Foundation

// fuzz TARGET [libFuzzer's options and corpus folders]; `fuzz` alone lists the targets.
guard CommandLine.arguments.count > 1, let chosen = FuzzTarget.named(CommandLine.arguments[1]) else {
    print(FuzzTarget.all.map(\.name).joined(separator: "\n"))
    exit(CommandLine.arguments.count > 1 ? 64 : 0)
}
FuzzTarget.running = chosen
var count = CommandLine.argc - 1
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
exit(
    LLVMFuzzerRunDriver(&count, &arguments) { data, size in
        FuzzTarget.running?.check(Array(UnsafeBufferPointer(start: data, count: size)))
        return 0
    }
)
