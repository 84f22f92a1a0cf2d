// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// The model as a file of plain text: a first line with the version, `name value` lines, and the weights of each head as pairs of
/// the distance to the last place and the weight.
extension Model {
    private static let firstLine = "gehoord-model 3"
    private static let perLine = 20

    package var fileText: String {
        var lines = [Self.firstLine]
        lines.append("seed \(origin.seed)")
        lines.append("letters \(origin.letters)")
        lines.append("texts \(origin.texts)")
        lines.append("features \(groups.rawValue)")
        lines.append("judge " + judge.weights.map(Self.millionths).joined(separator: " "))
        lines.append(
            "calibration "
                + [calibration.slope, calibration.middle, calibration.doubtFrom, calibration.complaintFrom].map(
                    Self.millionths
                )
                .joined(separator: " "))
        lines.append("theme-shift \(Self.millionths(themeShift))")
        lines.append("employee-from \(Self.millionths(employees.from))")
        for (name, head) in heads { lines += Self.lines(of: head, named: name) }
        return lines.joined(separator: "\n") + "\n"
    }

    private var heads: [(String, LinearHead)] {
        [
            ("carries", sentences.heads[0]), ("against", sentences.heads[1]), ("bag", bag), ("about", about),
            ("employee", employees.head),
        ]
            + zip(Theme.allCases, themes.heads).map { ("theme-" + $0.rawValue, $1) }
    }

    private static func millionths(_ value: Double) -> String { String(Int((value * 1e6).rounded())) }

    private static func lines(of head: LinearHead, named name: String) -> [String] {
        var pairs: [String] = []
        var last = 0
        for (place, weight) in head.weights.enumerated() where weight != 0 {
            pairs.append("\(place - last) \(weight)")
            last = place
        }
        let rows = stride(from: 0, to: pairs.count, by: perLine).map {
            pairs[$0..<min($0 + perLine, pairs.count)].joined(separator: " ")
        }
        return ["head \(name) \(head.bias) \(head.weights.count.trailingZeroBitCount) \(rows.count)"] + rows
    }

    /// Reads a model; refuses one that is damaged or of another version.
    package init(file bytes: [UInt8], named name: String) throws(Problem) {
        var reader = Reader(bytes: bytes)
        do throws(Damage) {
            guard reader.line() == Self.firstLine else { throw Damage("it is no model of version 3") }
            let seed = try reader.number("seed")
            let letters = try reader.number("letters")
            origin = Origin(seed: UInt64(max(0, seed)), letters: letters, texts: try reader.text("texts"))
            groups = FeatureGroups(rawValue: try reader.number("features"))
            judge = LetterJudge(weights: try reader.values("judge", count: LetterJudge.inputCount + 1))
            let parts = try reader.values("calibration", count: 4)
            calibration = Calibration(slope: parts[0], middle: parts[1], doubtFrom: parts[2], complaintFrom: parts[3])
            themeShift = try reader.values("theme-shift", count: 1)[0]
            let employeeFrom = try reader.values("employee-from", count: 1)[0]
            let (carries, against) = (try reader.head("carries"), try reader.head("against"))
            (bag, about) = (try reader.head("bag"), try reader.head("about"))
            employees = EmployeeModel(head: try reader.head("employee"), from: employeeFrom)
            var themes: [LinearHead] = []
            for theme in Theme.allCases { themes.append(try reader.head("theme-" + theme.rawValue)) }
            for group in [[carries, against], themes] where Set(group.map(\.weights.count)).count != 1 {
                throw Damage("heads that belong together have two widths")
            }
            sentences = SentenceHeads([carries, against])
            self.themes = ThemeHeads(themes)
            guard reader.isAtEnd else { throw Damage("it goes on after its end") }
        } catch {
            throw Problem(
                error.what, at: "\(name):\(reader.lineNumber)", now: "The model is not used",
                remedy: "Install the model that comes with this version, or make one with `gehoord train`")
        }
    }

    private struct Damage: Error {
        let what: String
        init(_ what: String) { self.what = what }
    }

    private struct Reader {
        let bytes: [UInt8]
        var at = 0
        var lineNumber = 0
        var isAtEnd: Bool { at >= bytes.count }

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func line() -> String {
            let end = bytes[at...].firstIndex(of: 0x0a) ?? bytes.count
            defer {
                at = min(end + 1, bytes.count)
                lineNumber += 1
            }
            return String(decoding: bytes[at..<end], as: UTF8.self)
        }

        mutating func text(_ name: String) throws(Damage) -> String {
            let line = line()
            guard line.hasPrefix(name + " ") else { throw Damage("`\(name)` is missing") }
            return String(line.dropFirst(name.count + 1))
        }

        mutating func number(_ name: String) throws(Damage) -> Int {
            guard let number = Int(try text(name)) else { throw Damage("`\(name)` is no number") }
            return number
        }

        mutating func values(_ name: String, count: Int) throws(Damage) -> [Double] {
            let values = try text(name).split(separator: " ").compactMap { Int($0) }.map { Double($0) / 1e6 }
            guard values.count == count else { throw Damage("`\(name)` has \(values.count) numbers, not \(count)") }
            return values
        }

        mutating func head(_ name: String) throws(Damage) -> LinearHead {
            let parts = try text("head").split(separator: " ")
            guard parts.count == 4, parts[0] == name, let bias = Int(parts[1]), let bits = Int(parts[2]),
                (1...24).contains(bits), let rows = Int(parts[3]), rows >= 0
            else {
                throw Damage("the head `\(name)` is missing")
            }
            var weights = [Int16](repeating: 0, count: 1 << bits)
            var place = 0
            for _ in 0..<rows {
                lineNumber += 1
                while let distance = try integer() {
                    guard let weight = try integer() else { throw Damage("a weight is missing") }
                    place += distance
                    guard weights.indices.contains(place), let small = Int16(exactly: weight) else {
                        throw Damage("a weight is out of range")
                    }
                    weights[place] = small
                }
                at = min(at + 1, bytes.count)
            }
            return LinearHead(bias: bias, weights: weights)
        }

        /// The next whole number on this line; nil at the line's end.
        private mutating func integer() throws(Damage) -> Int? {
            while at < bytes.count, bytes[at] == 0x20 { at += 1 }
            guard at < bytes.count, bytes[at] != 0x0a else { return nil }
            let isNegative = bytes[at] == 0x2d
            if isNegative { at += 1 }
            var value = 0
            let start = at
            while at < bytes.count, bytes[at] >= 0x30, bytes[at] <= 0x39, at - start < 9 {
                value = value * 10 + Int(bytes[at] - 0x30)
                at += 1
            }
            guard at > start else { throw Damage("a number is damaged") }
            return isNegative ? -value : value
        }
    }
}
