// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// Text for comparing: lower case, without accents, runs of white space as one blank.
package func folded(_ text: String) -> String {
    let plain =
        text.utf8.allSatisfy { $0 < 0x80 }
        ? text.lowercased()
        : text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    return plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

/// The words of folded text: runs of letters and digits.
package func words(_ text: String) -> [String] {
    folded(text).split { !($0.isLetter || $0.isNumber) }.map(String.init)
}
