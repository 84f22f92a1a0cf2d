// SPDX-License-Identifier: EUPL-1.2

/// A body part of a MIME tree (RFC 2046): its header and where its body stands in the raw mail.
struct Part {
    var header: HeaderParser.Block
    /// `type/subtype` in lower case, `text/plain` when absent or senseless.
    var type: String
    var parameters: ParameterizedValue
    var disposition: ParameterizedValue?
    /// The bytes as they stand, still in their transfer encoding.
    var body: Bytes
    var children: [Part] = []

    var isMultipart: Bool { type.starts(with: "multipart/") }
    var isText: Bool { type.starts(with: "text/") }
    var charset: String? { parameters["charset"] }
    var encoding: String? { header["content-transfer-encoding"] }
    /// `Content-ID` without angle brackets.
    var contentID: String? { MessageID.single(header["content-id"]) }
}

/// Cuts a mail into its parts in one pass over its bytes, however deep they are nested.
///
/// A part also ends where a part around it ends, as happens when a closing boundary was lost. A multipart without a
/// boundary that occurs is read as one text part. Beyond the limits a part is kept whole, and a finding says so.
struct PartParser {
    private let bytes: Bytes
    private let limits: ReadingLimits
    private var at: Int
    private var boundaries: [[UInt8]] = []
    private var count = 0
    private(set) var findings: [Finding] = []

    init(_ bytes: Bytes, limits: ReadingLimits) {
        (self.bytes, self.limits, at) = (bytes, limits, bytes.startIndex)
    }

    /// A line of boundary that was met: of which of the open multiparts, and whether it closes it.
    private struct Delimiter {
        let level: Int
        let isClose: Bool
        /// Where the part before it ends: before the line end that belongs to the boundary (RFC 2046 §5.1.1).
        let start: Int
        let next: Int
    }

    /// The tree of the mail.
    mutating func parse() -> Part { part(isTop: true, defaultType: "text/plain").part }

    private mutating func part(isTop: Bool = false, defaultType: String) -> (part: Part, end: Delimiter?) {
        let header = HeaderParser(limits: limits).parse(bytes[at...], isTop: isTop)
        findings.append(contentsOf: header.findings)
        at = header.bodyStart
        count += 1
        let parameters = ParameterizedValue(header["content-type"] ?? defaultType)
        var part = Part(
            header: header, type: Self.type(parameters.value, default: defaultType), parameters: parameters,
            disposition: header["content-disposition"].map(ParameterizedValue.init), body: [])
        if part.isMultipart {
            let named = parameters["boundary"]?.trimmed ?? ""
            guard let boundary = occurs(named) ? named : likelyBoundary() ?? (named.isEmpty ? nil : named) else {
                findings.append(Finding("multipart without a boundary, read as text"))
                part.type = "text/plain"
                return leaf(part)
            }
            if boundaries.count < limits.nesting, count < limits.parts {
                return multipart(part, boundary: boundary, isDigest: part.type == "multipart/digest")
            }
            findings.append(
                Finding("more than \(limits.nesting) levels or \(limits.parts) parts: the rest is one attachment"))
            part.type = "application/octet-stream"
        }
        return leaf(part)
    }

    private mutating func leaf(_ part: Part) -> (part: Part, end: Delimiter?) {
        var part = part
        let start = at
        let end = delimiter()
        part.body = bytes[start..<max(start, end?.start ?? bytes.endIndex)]
        return (part, end)
    }

    /// Where a missing or wrong boundary is looked for: so many bytes after the header.
    private static let boundaryReach = 16_384

    /// Whether a line near starts with two hyphens and the boundary; a longer search is left to the reading itself.
    private func occurs(_ boundary: String) -> Bool {
        guard !boundary.isEmpty else { return false }
        let near = bytes[at..<min(at + Self.boundaryReach, bytes.endIndex)]
        return near.endIndex < bytes.endIndex || near.holds("--" + boundary)
    }

    /// The boundary that the body itself shows: a line that starts with two hyphens, above a field of a part's header.
    private func likelyBoundary() -> String? {
        let near = bytes[at..<min(at + Self.boundaryReach, bytes.endIndex)]
        var start = at
        while start < near.endIndex {
            let end = near.next(.lf, from: start) ?? near.endIndex
            let line = near[start..<end].trimmed
            if line.count > 4, line.count < 200, line.starts(with: [0x2d, 0x2d]), end < near.endIndex,
                near[(end + 1)...].starts(withLower: "content-"),
                !boundaries.contains(where: { line.dropFirst(2).starts(with: $0) })
            {
                return line.dropFirst(2).text
            }
            start = end + 1
        }
        return nil
    }

    private mutating func multipart(_ whole: Part, boundary: String, isDigest: Bool) -> (part: Part, end: Delimiter?) {
        var whole = whole
        boundaries.append(Array(boundary.utf8))
        let level = boundaries.count - 1
        let start = at
        var end = delimiter()
        // What stands before the first boundary is for old readers, unless no boundary follows at all.
        guard end?.level == level else {
            boundaries.removeLast()
            findings.append(Finding("multipart without its boundary, read as text"))
            whole.type = "text/plain"
            whole.body = bytes[start..<max(start, end?.start ?? bytes.endIndex)]
            return (whole, end)
        }
        while let here = end, here.level == level, !here.isClose {
            if count >= limits.parts {
                findings.append(Finding("more than \(limits.parts) parts: the rest is one attachment"))
                var rest = Part(
                    header: HeaderParser.Block(bodyStart: at), type: "application/octet-stream",
                    parameters: ParameterizedValue(""), body: [])
                boundaries.removeLast()
                let start = at
                end = delimiter()
                rest.body = bytes[start..<max(start, end?.start ?? bytes.endIndex)]
                whole.children.append(rest)
                return (whole, end)
            }
            let (child, next) = part(defaultType: isDigest ? "message/rfc822" : "text/plain")
            whole.children.append(child)
            end = next
        }
        boundaries.removeLast()
        // After the closing boundary comes an epilogue, up to the next boundary of a multipart around this one.
        if let here = end, here.level == level { end = boundaries.isEmpty ? nil : delimiter() }
        if end == nil, boundaries.isEmpty { at = bytes.endIndex }
        return (whole, end)
    }

    /// Reads on to the next boundary line of any open multipart; nil at the end of the mail.
    private mutating func delimiter() -> Delimiter? {
        guard !boundaries.isEmpty else {
            at = bytes.endIndex
            return nil
        }
        let dash = UInt8(ascii: "-")
        var search = at
        while let hit = bytes.next(dash, from: search) {
            search = hit + 1
            guard search < bytes.endIndex, bytes[search] == dash, hit == at || bytes[hit - 1] == .lf else { continue }
            if let found = match(lineAt: hit) {
                at = found.next
                return found
            }
            search += 1
        }
        at = bytes.endIndex
        return nil
    }

    /// The innermost open boundary that this line is, with or without the two hyphens that close it.
    private func match(lineAt start: Int) -> Delimiter? {
        var stop = bytes.next(.lf, from: start) ?? bytes.endIndex
        let next = min(stop + 1, bytes.endIndex)
        while stop > start, bytes[stop - 1].isSpace { stop -= 1 }
        let line = bytes[(start + 2)..<max(stop, start + 2)]
        for (level, boundary) in boundaries.enumerated().reversed() where line.starts(with: boundary) {
            let rest = line.dropFirst(boundary.count)
            guard rest.isEmpty || rest.elementsEqual([0x2d, 0x2d]) else { continue }
            var before = start
            if before > bytes.startIndex, bytes[before - 1] == .lf { before -= 1 }
            if before > bytes.startIndex, bytes[before - 1] == .cr { before -= 1 }
            return Delimiter(level: level, isClose: !rest.isEmpty, start: before, next: next)
        }
        return nil
    }

    private static func type(_ value: String, default usual: String) -> String {
        switch value {
        case "", "/": usual
        case "text": "text/plain"
        case "html": "text/html"
        case "multipart": "multipart/mixed"
        case _ where !value.utf8.contains(UInt8(ascii: "/")): usual
        default: value.utf8.contains { $0.isSpace || $0 >= 0x80 } ? value.filter { !$0.isWhitespace } : value
        }
    }
}
