// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// A phrase of the lexicon: words, wildcards and gaps, as the list of word paths that it stands for.
///
/// `woord`, `woord*`, `*woord`; `(een|twee woorden)`; a mark `?` tight behind a word or group makes it optional; `..` lets up to
/// three words pass, `..5` up to five; `@naam` is a class; `#` a number; `^` the start of a sentence; a loose `?` or `!` its end.
struct PhrasePattern {
    enum Step: Hashable {
        /// One word that has one of these shapes.
        case word(Set<WordShape>)
        case gap(Int)
    }

    let paths: [[Step]]

    init(_ text: String, classes: [String: [[Step]]]) throws(LexiconFault) {
        var parser = Parser(rest: text[...].utf8, classes: classes)
        let all = try parser.alternatives(until: nil).map(Self.withoutOuterGaps)
        if all.contains(where: \.isEmpty) { throw LexiconFault("the phrase may be empty") }
        paths = all
    }

    /// A gap before the first or behind the last word says nothing.
    private static func withoutOuterGaps(_ path: [Step]) -> [Step] {
        let words = path.indices.filter { if case .word = path[$0] { true } else { false } }
        guard let first = words.first, let last = words.last else { return [] }
        return Array(path[first...last])
    }

    /// Reads bytes: all marks are ASCII, and characters cost the program a third of its start.
    private struct Parser {
        typealias Byte = UInt8
        var rest: Substring.UTF8View
        let classes: [String: [[Step]]]

        /// Sequences separated by `|`, up to the closing mark.
        mutating func alternatives(until closing: Byte?) throws(LexiconFault) -> [[Step]] {
            var all: [[Step]] = []
            while true {
                all += try sequence(until: closing)
                guard let mark = rest.popFirst() else {
                    if closing != nil { throw LexiconFault("a bracket is not closed") }
                    return Self.merged(all)
                }
                if mark == closing { return Self.merged(all) }
                if mark != Byte(ascii: "|") {
                    throw LexiconFault("`\(Character(Unicode.Scalar(mark)))` stands where it means nothing")
                }
            }
        }

        private mutating func sequence(until closing: Byte?) throws(LexiconFault) -> [[Step]] {
            var paths: [[Step]] = [[]]
            while true {
                while rest.first == Byte(ascii: " ") { rest.removeFirst() }
                guard let first = rest.first, first != Byte(ascii: "|"), first != Byte(ascii: ")") else { return paths }
                var item = try element()
                if rest.first == Byte(ascii: "?") {
                    rest.removeFirst()
                    item.append([])
                }
                paths = paths.flatMap { path in item.map { path + $0 } }
                if paths.count > 4000 { throw LexiconFault("the phrase stands for more than 4000 word paths") }
            }
        }

        private mutating func element() throws(LexiconFault) -> [[Step]] {
            switch rest.first.map({ Character(Unicode.Scalar($0)) }) {
            case "(":
                rest.removeFirst()
                return try alternatives(until: Byte(ascii: ")"))
            case "." where rest.starts(with: "..".utf8):
                rest.removeFirst(2)
                let digits = Substring(rest.prefix { (Byte(ascii: "0")...Byte(ascii: "9")).contains($0) })
                rest.removeFirst(digits.utf8.count)
                return [[.gap(Int(digits) ?? 3)]]
            case "?": return [[.word([mark(.question)])]]
            case "!": return [[.word([mark(.exclamation)])]]
            case "^": return [[.word([mark(.start)])]]
            case "#": return [[.word([mark(.number)])]]
            default: break
            }
            let text = Substring(rest.prefix { !Self.ends.contains($0) })
            rest.removeFirst(text.utf8.count)
            guard text.utf8.first == Byte(ascii: "@") else { return [[.word([try WordShape(text)])]] }
            guard let members = classes[String(text)] else {
                let near =
                    nearestName(to: String(text), among: classes.keys.sorted()).map { "; did you mean \($0)?" } ?? ""
                throw LexiconFault("unknown class \(text)\(near)")
            }
            return members
        }

        private static let ends = Array(" |()?".utf8)

        private mutating func mark(_ shape: WordShape) -> WordShape {
            rest.removeFirst()
            return shape
        }

        /// Alternatives of one word each become one step, so that a long list costs one edge and not many.
        private static func merged(_ paths: [[Step]]) -> [[Step]] {
            var shapes: Set<WordShape> = []
            var longer: [[Step]] = []
            for path in paths {
                if path.count == 1, case .word(let own) = path[0] {
                    shapes.formUnion(own)
                } else {
                    longer.append(path)
                }
            }
            return shapes.isEmpty ? longer : [[.word(shapes)]] + longer
        }
    }
}

/// The shape of one word: whole, its beginning or end, or a mark of the sentence.
enum WordShape: Hashable {
    case exact(String)
    case beginning(String)
    case ending(String)
    case number
    case start
    case question
    case exclamation

    init(_ text: Substring) throws(LexiconFault) {
        let isPlain = text.utf8.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) }
        let core =
            isPlain ? String(text) : folded(String(text.filter { $0 != "*" && $0 != "'" && $0 != "’" && $0 != "-" }))
        guard !core.isEmpty, isPlain || core.allSatisfy({ $0.isLetter || $0.isNumber }) else {
            throw LexiconFault("`\(text)` is not a word")
        }
        if text.hasSuffix("*") {
            self = .beginning(core)
        } else if text.hasPrefix("*") {
            self = .ending(core)
        } else {
            self = .exact(core)
        }
    }
}

/// What is wrong with a line of the lexicon.
struct LexiconFault: Error {
    let what: String
    init(_ what: String) { self.what = what }
}
