// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// Longer answers of a form are cut here when they are given back; the stored mail has them whole.
let echoLimit = 2_000

/// Longer names are no names.
let nameLimit = 60

/// A fact's text as it may stand in a letter; empty counts as absent.
func presentable(_ text: String, _ shape: FactShape) -> String {
    switch shape {
    case .line: oneLine(text)
    case .quote: CitizenNumber.masked(oneLine(text))
    case .story: CitizenNumber.masked(lines(of: text))
    case .name: isName(oneLine(text)) ? withoutLinks(oneLine(text)) : ""
    case .echo: cut(withoutLinks(CitizenNumber.masked(lines(of: text))), at: echoLimit)
    case .link, .markup: text
    case .flag, .list: ""
    }
}

func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

/// Without control characters and without the marks that turn the writing direction, which can make a text lie.
private func visible(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x0A: scalars.append(scalar)
        case 0x09, 0x85, 0x2028, 0x2029: scalars.append(" ")
        case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: continue
        default: scalars.append(scalar)
        }
    }
    return String(scalars)
}

func oneLine(_ text: String) -> String {
    visible(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

/// Lines without white space at their ends, and with at most one empty line between two others.
private func lines(of text: String) -> String {
    let unified = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        .map { withoutBlanksAtEnd(visible(String($0))) }
    var kept: [String] = []
    for line in unified where !line.isEmpty || kept.last?.isEmpty == false { kept.append(line) }
    if kept.last?.isEmpty == true { kept.removeLast() }
    return kept.joined(separator: "\n")
}

func withoutBlanksAtEnd(_ line: some StringProtocol) -> String {
    String(line.prefix(line.count - line.reversed().prefix(while: \.isWhitespace).count))
}

private func isName(_ text: String) -> Bool {
    text.count <= nameLimit && text.contains(where: \.isLetter)
        && text.allSatisfy { $0.isLetter || " .-'’(),".contains($0) } && !withoutLinks(text).contains("[")
}

/// No web address survives: plain ones are named as left out, and a dot between letters gets a blank after it, so that
/// no mail program makes a link of it. Mail addresses stay.
func withoutLinks(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        line.split(separator: " ", omittingEmptySubsequences: false).map(withoutLink).joined(separator: " ")
    }.joined(separator: "\n")
}

private func withoutLink(_ word: Substring) -> String {
    let lower = word.lowercased()
    if ["://", "www.", "href=", "mailto:"].contains(where: lower.contains) { return "[link weggelaten]" }
    if lower.contains("@") { return String(word) }
    var loose = ""
    let characters = Array(word)
    for (i, character) in characters.enumerated() {
        loose.append(character)
        let isFollowed = i + 2 < characters.count && characters[i + 1].isLetter && characters[i + 2].isLetter
        if character == ".", i > 0, characters[i - 1].isLetter || characters[i - 1].isNumber, isFollowed {
            loose.append(" ")
        }
    }
    return loose
}

private func cut(_ text: String, at limit: Int) -> String {
    text.count <= limit ? text : String(text.prefix(limit)) + " […]"
}

/// Safe between tags and in quoted attributes.
func escapedForHTML(_ text: String) -> String {
    var out = ""
    for character in text {
        switch character {
        case "&": out += "&amp;"
        case "<": out += "&lt;"
        case ">": out += "&gt;"
        case "\"": out += "&quot;"
        case "'": out += "&#39;"
        default: out.append(character)
        }
    }
    return out
}
