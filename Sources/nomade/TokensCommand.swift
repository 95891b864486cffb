import ArgumentParser
import Audit
import City
import Foundation
import People
import Policy
import Portal
import SignIn
import Store

/// `nomade people tokens`: hardware authenticators, from their maker's file to a person's hand.
struct TokensCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens",
        abstract: "Import hardware authenticators, hand them out, take them back.",
        subcommands: [Import.self, Assign.self, Release.self]
    )

    /// `nomade people tokens import FILE --key-file K`: a maker's file (PSKC, RFC 6030).
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take in a maker's file (PSKC, RFC 6030).")

        @OptionGroup var options: CityOptions
        @Argument(help: "The PSKC file.")
        var file: String
        @Option(name: .long, help: "The key of an encrypted file: 32 hexadecimal digits, or 16 bytes.")
        var keyFile: String?

        func run() async throws {
            let devices: [CodeDevice]
            do {
                devices = try MakerFile(try bytes(of: file), key: try keyFile.map(key)).devices
            } catch let refusal as MakerFileRefusal {
                let text = "error[\(refusal.code)]: \(refusal.what)\n--> \(file):1:1\nfix: \(refusal.fix)"
                throw Failure(.badData, text: text)
            }
            let installation = try await options.installation()
            let (name, now, keys) = (URL(fileURLWithPath: file).lastPathComponent, Clock().now(), installation.keys)
            let new = try await installation.database.write {
                try CodeDeviceStore.keep(devices, from: name, by: .terminal, keys: keys, at: now, in: $0)
            }
            if options.json { return try Terminal.print(json: ["devices": devices.count, "new": new]) }
            Terminal.print("\(devices.count) devices in the file, \(new) new")
        }

        private func bytes(of path: String) throws -> [UInt8] {
            guard let bytes = FileManager.default.contents(atPath: path) else {
                throw Failure(
                    .badData,
                    code: "device.file-unreadable",
                    what: "\(path) cannot be read",
                    fix: "check its path and rights"
                )
            }
            return Array(bytes)
        }

        private func key(_ path: String) throws -> Secret { Secret(MakerKey.bytes(try bytes(of: path))) }
    }

    /// `nomade people tokens assign SERIAL ID`.
    struct Assign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Hand a device to an agent.")

        @OptionGroup var options: CityOptions
        @Argument(help: "The serial number on its back.")
        var serial: String
        @Argument(help: "Employee number, first.last or e-mail.")
        var agent: String

        func run() async throws {
            let serial = serial
            do {
                try await options.installation().act(on: agent) { number, now, transaction in
                    try CodeDeviceStore.assign(serial, to: number, by: .terminal, at: now, in: transaction)
                }
            } catch let refusal as CodeDeviceRefusal {
                throw Failure(.badData, code: refusal.code, what: refusal.what, fix: refusal.fix)
            }
        }
    }

    /// `nomade people tokens release ID`.
    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take an agent's device back.")

        @OptionGroup var options: CityOptions
        @Argument(help: "Employee number, first.last or e-mail.")
        var agent: String

        func run() async throws {
            let had = try await options.installation().act(on: agent) { number, now, transaction in
                try CodeDeviceStore.release(of: number, by: .terminal, at: now, in: transaction)
            }
            if !had { throw Failure(.no) }
        }
    }
}

/// The key of a maker's file, as it comes in a letter or a file.
enum MakerKey {
    /// 32 hexadecimal digits with any white space, else the bytes themselves.
    static func bytes(_ file: [UInt8]) -> [UInt8] {
        let digits = file.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        let values = digits.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count == 32, values.count == 32 else { return file }
        return stride(from: 0, to: 32, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
    }
}
