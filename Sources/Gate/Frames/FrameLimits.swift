import NIOCore
import NIOHTTP2

/// What one HTTP/2 connection may ask of the gate (S-4, S-9; RFC 9113 §10.5).
enum FrameLimits {
    /// Requests under way on one connection.
    static let streams = 100
    /// Bytes of a header list, counted as RFC 9113 §6.5.2 counts: a cookie jar run over is still read for its names (S-7).
    static let headerList = 320 * 1024
    /// CONTINUATION frames behind one HEADERS (CVE-2024-27316).
    static let continuations = 24
    /// Bytes of request bodies that one stream may send ahead of its app, and all streams together.
    static let streamWindow = 128 * 1024
    static let connectionWindow = 1024 * 1024
    /// Bytes of an answer that wait for one stream's client; from the lower mark on the app is read again.
    static let highWater = 64 * 1024
    static let lowWater = 16 * 1024
    /// Resets by the client in 30 seconds (CVE-2023-44487): a map that is dragged about makes a hundred.
    static let resets = 400
    /// Pings, settings and priorities in 30 seconds.
    static let controls = 400
    /// Streams that broke the protocol in 30 seconds, and in a connection's life.
    static let faults = 100
    /// Empty DATA frames in a row.
    static let emptyFrames = 8
    /// Requests after which, and seconds after which, a client is asked to connect anew.
    static let requests = 10_000
    static let age: Int64 = 3600

    static func handler(_ delegate: FrameLink) -> NIOHTTP2Handler {
        var connection = NIOHTTP2Handler.ConnectionConfiguration()
        connection.initialSettings = [
            HTTP2Setting(parameter: .maxConcurrentStreams, value: streams),
            HTTP2Setting(parameter: .initialWindowSize, value: streamWindow),
            HTTP2Setting(parameter: .maxHeaderListSize, value: headerList),
        ]
        // The gate's own checks are stricter and end in a page (HeaderList, StreamLink).
        connection.headerBlockValidation = .disabled
        connection.contentLengthValidation = .disabled
        connection.maximumSequentialEmptyDataFrames = emptyFrames
        connection.maximumBufferedControlFrames = 1000
        connection.maximumSequentialContinuationFrames = continuations
        connection.maximumConnectionGlitches = faults
        connection.controlFrameRateLimit.maximumCount = controls
        var stream = NIOHTTP2Handler.StreamConfiguration()
        stream.streamResetFrameRateLimit.maximumCount = resets
        stream.streamErrorRateLimit.maximumCount = faults
        return NIOHTTP2Handler(
            mode: .server,
            frameDelegate: delegate,
            connectionConfiguration: connection,
            streamConfiguration: stream
        )
    }
}
