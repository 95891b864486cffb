/// Which keys a database was written under.
package enum KeyStore {
    /// Refuses a key file that lacks a key of this database, or has another under its name; notes the new ones. `path`
    /// is for the message alone.
    package static func agree(on file: KeyFile, at path: String, in transaction: Transaction) throws {
        if let name = try missing(from: file, in: transaction) { throw KeyFileMistake.foreign(path: path, key: name) }
        for key in file.keys {
            try transaction.execute(
                """
                INSERT INTO key_name (name, fingerprint) VALUES (\(key.name), \(key.fingerprint))
                ON CONFLICT (name) DO NOTHING
                """
            )
        }
    }

    /// The first key of this database that `file` lacks or holds another of; nil when it has them all.
    package static func missing(from file: KeyFile, in reading: Reading) throws -> String? {
        for row in try reading.query("SELECT name, fingerprint FROM key_name ORDER BY name") {
            let name: String = try row["name"]
            let fingerprint: [UInt8] = try row["fingerprint"]
            guard let key = file.keys.first(where: { $0.name == name }),
                ConstantTime.equal(key.fingerprint, fingerprint)
            else { return name }
        }
        return nil
    }
}
