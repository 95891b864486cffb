import Foundation
import Testing
import TwoEngines

@testable import Store

@Suite struct `A key file` {
    @Test func `is made on the first start, for its owner alone, and opened on the next`() async throws {
        try await withCity { path, data in
            let made = try KeyFile.openOrCreate(at: path, outside: data, named: "2026-11-24")
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            let opened = try KeyFile.openOrCreate(at: path, outside: data, named: "2026-11-25")
            #expect(opened.names == ["2026-11-24"])
            #expect(opened.keys[0].bytes == made.keys[0].bytes)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: data + "/..").sorted() == ["data", "nomade.key"]
            )
        }
    }

    @Test func `S-35: is not made anew when the data it protects is there`() async throws {
        try await withCity { path, data in
            try Data().write(to: URL(fileURLWithPath: data + "/nomade.sqlite"))
            #expect(throws: KeyFileMistake.missing(path: path, dataFolder: data)) {
                try KeyFile.openOrCreate(at: path, outside: data, named: "2026-11-24")
            }
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test func `is never written over`() async throws {
        try await withCity { path, data in
            let first = try KeyFile.create(at: path, outside: data, named: "a")
            #expect(throws: KeyFileMistake.exists(path: path)) {
                try KeyFile.create(at: path, outside: data, named: "b")
            }
            #expect(try KeyFile.open(at: path, outside: data).keys[0].bytes == first.keys[0].bytes)
        }
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o666, 0o700, 0o610, 0o601] as [UInt32])
    func `S-35: that others may use is refused`(mode: UInt32) async throws {
        try await withCity { path, data in
            _ = try KeyFile.create(at: path, outside: data, named: "a")
            chmod(path, mode)
            #expect(throws: KeyFileMistake.mode(path: path, mode: mode)) { try KeyFile.open(at: path, outside: data) }
        }
    }

    @Test func `S-35: of another owner is refused`() async throws {
        guard geteuid() == 0 else { return }
        try await withCity { path, data in
            _ = try KeyFile.create(at: path, outside: data, named: "a")
            chown(path, 12345, 0)
            #expect(throws: KeyFileMistake.owner(path: path, owner: 12345)) {
                try KeyFile.open(at: path, outside: data)
            }
        }
    }

    @Test func `S-35: inside the data folder is refused, by whatever way one says it`() async throws {
        try await withCity { path, data in
            symlink(data, data + "-link")
            let spellings = [data + "/k", data + "/../data/k", data + "-link/k", data + "/a/b/k", data + "//k"]
            for spelling in spellings {
                #expect(throws: KeyFileMistake.insideData(path: spelling, dataFolder: data)) {
                    try KeyFile.openOrCreate(at: spelling, outside: data, named: "a")
                }
            }
            _ = try KeyFile.create(at: data + "-beside.key", outside: data, named: "a")
        }
    }

    @Test func `S-35: that is a link, a folder or not there is refused`() async throws {
        try await withCity { path, data in
            #expect(throws: KeyFileMistake.absent(path: path)) { try KeyFile.open(at: path, outside: data) }
            _ = try KeyFile.create(at: path + ".real", outside: data, named: "a")
            symlink(path + ".real", path)
            #expect(throws: KeyFileMistake.notAFile(path: path)) { try KeyFile.open(at: path, outside: data) }
            unlink(path)
            mkdir(path, 0o600)
            #expect(throws: KeyFileMistake.notAFile(path: path)) { try KeyFile.open(at: path, outside: data) }
        }
    }

    @Test func `S-35: cut at any byte, or with a line missing, is refused`() async throws {
        try await withCity { path, data in
            _ = try KeyFile.create(at: path, outside: data, named: "a")
            _ = try KeyFile.rotate(at: path, outside: data, named: "b")
            let whole = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
            for length in whole.indices {
                #expect(throws: KeyFileMistake.self) { try KeyFileText.read(Array(whole[..<length]), path: path) }
            }
            let lines = String(decoding: whole, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            for index in lines.indices {
                var fewer = lines
                fewer.remove(at: index)
                let text = fewer.joined(separator: "\n")
                #expect(throws: KeyFileMistake.self) { try KeyFileText.read(Array(text.utf8), path: path) }
            }
        }
    }

    @Test func `keeps its older keys through a rotation`() async throws {
        try await withCity { path, data in
            let purpose = KeyPurpose("test.factor")
            let sealed = try KeyFile.create(at: path, outside: data, named: "2026-11-24")
                .seal([1, 2, 3], for: purpose, context: [])
            let rotated = try KeyFile.rotate(at: path, outside: data, named: "2027-01-05")
            #expect(rotated.names == ["2026-11-24", "2027-01-05"])
            #expect(try KeyFile.open(at: path, outside: data).open(sealed, for: purpose, context: []) == [1, 2, 3])
            for name in ["2027-01-05", "", "Été"] {
                #expect(throws: KeyFileMistake.name(path: path, key: name)) {
                    try KeyFile.rotate(at: path, outside: data, named: name)
                }
            }
        }
    }
}

@Suite(.onBothEngines) struct `The keys of a database` {
    @Test func `S-35: a key file of another installation is refused by the database`() async throws {
        let database = try await Engine.current.database()
        try await database.migrate(StoreSchema.migrations)
        let ours = KeyFile.forTests("a")
        let rotated = try #require(KeyFile(keys: ours.keys + KeyFile.forTests("b").keys))
        for file in [ours, ours, rotated] {
            try await database.write { try KeyStore.agree(on: file, at: "nomade.key", in: $0) }
        }
        let others: [(KeyFile, String)] = [(KeyFile.forTests("a"), "a"), (ours, "b")]
        for (file, name) in others {
            await #expect(throws: KeyFileMistake.foreign(path: "nomade.key", key: name)) {
                try await database.write { try KeyStore.agree(on: file, at: "nomade.key", in: $0) }
            }
        }
    }
}

/// A folder as a city has it: the key file's path, and the data folder beside it.
private func withCity(_ body: (_ keyFile: String, _ data: String) async throws -> Void) async throws {
    try await withFolder { folder in
        try FileManager.default.createDirectory(atPath: folder + "/data", withIntermediateDirectories: false)
        try await body(folder + "/nomade.key", folder + "/data")
    }
}
