import CPostgreSQL

/// The values of one execution in their binary form, in one buffer that lives as long as the call.
struct BoundValues {
    private var bytes: [UInt8] = []
    private var places: [(offset: Int, length: Int)?] = []

    init(_ values: [Value]) {
        for value in values {
            guard let form = PostgreSQLType.bytes(of: value) else {
                places.append(nil)
                continue
            }
            places.append((bytes.count, form.count))
            bytes += form
        }
        // An empty value is no NULL: its pointer must point somewhere.
        bytes.append(0)
    }

    /// Queues the execution of a prepared statement; answers in binary form too.
    func send(_ name: String, over handle: OpaquePointer) -> Bool {
        let lengths = places.map { Int32(clamping: $0?.length ?? 0) }
        let formats = [Int32](repeating: 1, count: places.count)
        return bytes.withUnsafeBytes { buffer in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let pointers = places.map { place in place.flatMap { start?.advanced(by: $0.offset) } }
            return PQsendQueryPrepared(handle, name, Int32(places.count), pointers, lengths, formats, 1) == 1
        }
    }
}
