// SPDX-License-Identifier: EUPL-1.2

/// What the reader will not go beyond, so that no mail can make it slow or large. Each limit that is met is a finding.
package struct ReadingLimits: Hashable, Sendable {
    /// Levels of multipart; deeper parts are kept whole as one attachment. Mail programs stay under ten, and each level
    /// costs one comparison a line.
    package var nesting = 30
    /// Parts of one mail; what follows is kept whole as one attachment. The largest honest mails are photo albums.
    package var parts = 5_000
    /// Bytes of one header block that are read as fields; the rest is skipped. Honest headers stay under 200 kB, and
    /// addresses of four bytes take ten times their size.
    package var headerBytes = 3 << 19
    /// Fields of one header block; the rest is skipped. Honest headers have under two hundred, and fields of three bytes
    /// take thirty times their size.
    package var fields = 50_000
    /// Bytes of readable text. A letter of this size is a book, but pictures stand in HTML as text; the whole part is kept
    /// as an attachment besides.
    package var textBytes = 8 << 20
    /// What reading may take for each byte of a mail. No clock stops it: every step is linear, and the limits above bound
    /// what is dearest. `message-bench fuzz` fails on a mail that takes longer.
    package static let nanosecondsPerByte = 2_000.0

    package init() {}
}
