/// A list whose first four elements need no memory of their own: few clauses fail before one permits.
package struct Handful<Element> {
    private var first: Element?
    private var second: Element?
    private var third: Element?
    private var fourth: Element?
    private var rest: [Element] = []
    package private(set) var count = 0

    package init() {}

    package init(_ elements: some Sequence<Element>) {
        for element in elements { append(element) }
    }

    package mutating func append(_ element: Element) {
        switch count {
        case 0: first = element
        case 1: second = element
        case 2: third = element
        case 3: fourth = element
        default: rest.append(element)
        }
        count += 1
    }
}

extension Handful: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { count }

    /// The element at a place; only places below `count` hold one.
    package subscript(position: Int) -> Element {
        switch (position, first, second, third, fourth) {
        case (0, let element?, _, _, _), (1, _, let element?, _, _), (2, _, _, let element?, _),
            (3, _, _, _, let element?):
            return element
        default: return rest[position - 4]
        }
    }
}

extension Handful: Sendable where Element: Sendable {}

extension Handful: Equatable where Element: Equatable {
    package static func == (left: Handful, right: Handful) -> Bool { left.elementsEqual(right) }
}

extension Handful: Hashable where Element: Hashable {
    package func hash(into hasher: inout Hasher) {
        for element in self { hasher.combine(element) }
    }
}

extension Handful: Decodable where Element: Decodable {
    package init(from decoder: any Decoder) throws { self.init(try [Element](from: decoder)) }
}

extension Handful: Encodable where Element: Encodable {
    package func encode(to encoder: any Encoder) throws { try Array(self).encode(to: encoder) }
}
