import Foundation
import FoundationXML

/// An element of a maker's file: its name without prefix, its attributes, its words, its children.
final class MakerElement {
    let name: String
    let attributes: [String: String]
    fileprivate(set) var words = ""
    fileprivate(set) var children: [MakerElement] = []

    init(name: String, attributes: [String: String]) { (self.name, self.attributes) = (name, attributes) }

    /// The first child at the end of a path of names.
    func child(_ path: String...) -> MakerElement? {
        path.reduce(self as MakerElement?) { element, name in element?.children.first { $0.name == name } }
    }

    /// The words of a child, without the white space around them.
    func text(_ element: MakerElement?) -> String? {
        element.map { $0.words.trimmingCharacters(in: .whitespacesAndNewlines) }
    }
}

/// Reads XML within limits and without the parts that read other files: no document type, no entity of its own.
enum MakerXML {
    /// A file of ten thousand devices has some eight million bytes.
    static let mostBytes = 32 << 20
    static let deepest = 24

    /// The root; nil for what is no such XML.
    static func root(_ bytes: [UInt8]) -> MakerElement? {
        // A type declaration is where entities are made, external ones and those that grow; UTF-16 would hide it.
        guard bytes.count <= mostBytes, !bytes.contains(0), bytes.firstRange(of: Array("<!DOCTYPE".utf8)) == nil,
            bytes.firstRange(of: Array("<!ENTITY".utf8)) == nil, !hasInstruction(bytes),
            String(validating: bytes, as: UTF8.self) != nil
        else { return nil }
        let parser = XMLParser(data: Data(bytes))
        let gathering = Gathering()
        parser.shouldResolveExternalEntities = false
        parser.delegate = gathering
        return parser.parse() && gathering.isWhole ? gathering.root : nil
    }

    /// Whether there is a processing instruction: Foundation's parser traps at one without data, and a maker's file needs none.
    /// The declaration of XML at the very start is no such instruction.
    private static func hasInstruction(_ bytes: [UInt8]) -> Bool {
        let mark = Array("\u{FEFF}".utf8)
        let body = bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0)
        let isDeclared = body.starts(with: Array("<?xml ".utf8))
        return body.dropFirst(isDeclared ? 6 : 0).firstRange(of: Array("<?".utf8)) != nil
    }

    private final class Gathering: NSObject, XMLParserDelegate {
        private(set) var root: MakerElement?
        private var isSpoilt = false
        private var open: [MakerElement] = []

        /// Whether every element was closed and nothing was wrong: the parser says yes to a file that was cut short.
        var isWhole: Bool { open.isEmpty && !isSpoilt }

        func parser(
            _ parser: XMLParser,
            didStartElement name: String,
            namespaceURI: String?,
            qualifiedName: String?,
            attributes: [String: String]
        ) {
            let element = MakerElement(
                name: name.split(separator: ":").last.map(String.init) ?? name,
                attributes: attributes
            )
            if let parent = open.last { parent.children.append(element) } else { root = root ?? element }
            open.append(element)
            guard open.count > MakerXML.deepest else { return }
            isSpoilt = true
            parser.abortParsing()
        }

        func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) { isSpoilt = true }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            _ = open.popLast()
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { open.last?.words += string }

        func parser(_ parser: XMLParser, foundCDATA block: Data) {
            open.last?.words += String(decoding: block, as: UTF8.self)
        }
    }
}
