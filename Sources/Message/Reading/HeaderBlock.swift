// SPDX-License-Identifier: EUPL-1.2

/// The header lines that Outlook and others set above an older mail: "Van:", "Verzonden:", "Aan:", "Onderwerp:".
struct HeaderBlock {
    enum Label {
        case from, sent, to, cc, subject, other
    }

    private(set) var values: [(label: Label, value: String)] = []
    /// The line after the block.
    private(set) var end: Int

    private static let labels: [String: Label] = {
        let words: [(Label, String)] = [
            (
                .from,
                "van from von de da fra fran od afzender expediteur lahettaja desde kimden felado От Від "
                    + "remetente mittente odesilatel dari pengirim saatja od-koho no siuntejas Από מאת من از 发件人 "
                    + "寄件者 差出人 送信者 보낸사람 từ"
            ),
            (
                .sent,
                "verzonden sent gesendet envoye enviado inviato sendt skickat datum date data fecha dato "
                    + "wyslano envoyee gonderildi tarih odeslano elkuldve trimis lahetetty Отправлено Дата "
                    + "Надіслано enviada inviata odeslano poslano dikirim saadetud nosutits issiusta Изпратено "
                    + "Послато Στάλθηκε Ημερομηνία נשלח تاريخ الإرسال 发送时间 日期 寄件日期 送信日時 日付 날짜 ngày"
            ),
            (
                .to,
                "aan to an a para til till do pour kime komu cimzett Кому vastaanottaja za kepada saaja kam "
                    + "До Προς אל إلى به 收件人 收件者 宛先 đến"
            ),
            (.cc, "cc kopie kopi copie ccn bcc"),
            (
                .subject,
                "onderwerp subject betreff objet asunto assunto oggetto emne amne temat betreft sujet konu "
                    + "predmet targy subiect Тема aihe oznaka pealkiri temats tema subjek perihal Предмет Θέμα "
                    + "נושא الموضوع موضوع 主题 主旨 件名 제목"
            ),
            (
                .other,
                "bijlagen bijlage attachments attachment anlagen prioriteit urgentie importance vlagstatus "
                    + "opvolgingsvlag"
            ),
        ]
        var table: [String: Label] = [
            "reply-to": .other, "antwoord aan": .other, "verzonden op": .sent, "sent at": .sent, "date sent": .sent,
            "enviado em": .sent, "enviada em": .sent, "verzonden door": .from, "تم الإرسال": .sent, "ارسال شده": .sent,
            "đã gửi": .sent, "chủ đề": .subject, "보낸 사람": .from, "보낸 날짜": .sent, "받는 사람": .to,
            "de la": .from, "beantwoorden aan": .other, "antwoorden aan": .other, "follow up flag": .other,
            "flag status": .other,
        ]
        for (label, list) in words { for word in list.split(separator: " ") { table[String(word)] = label } }
        return table
    }()

    /// Whether it is certainly a program's: the sender is an address, or the moment has a time.
    var isByProgram: Bool {
        value(.from)?.contains("@") ?? false
            || value(.sent).map { DateParser.moment($0, unzoned: .dutch) != nil && $0.contains(":") } ?? false
    }

    func value(_ label: Label) -> String? { values.first { $0.label == label }?.value }

    /// The block that starts at this line; nil unless it has three fields, the sender and the moment or subject among them.
    ///
    /// In any language: three to seven lines of a label and a value in a row with a blank one below them, of which the first
    /// ones hold an address in brackets and a moment with its time, as no citizen writes them.
    static func at(_ start: Int, in lines: Lines, isAnyLanguage: Bool = false) -> HeaderBlock? {
        guard start < lines.count else { return nil }
        guard let first = field(lines[start]) else { return isAnyLanguage ? foreign(lines[start...]) : nil }
        if first.label == .other { return nil }
        let block = read(lines[start...])
        let labels = Set(block.values.map(\.label))
        return labels.contains(.from) && (labels.contains(.sent) || labels.contains(.subject))
            && block.values.count >= 3
            ? block : isAnyLanguage ? foreign(lines[start...]) : nil
    }

    private static func foreign(_ lines: Slice<Lines>) -> HeaderBlock? {
        var block = HeaderBlock(end: lines.startIndex)
        for line in lines.prefix(8) {
            guard let colon = colon(in: line) else {
                guard line.isBlankLine else { return nil }
                break
            }
            let isLabel = line[..<colon.start].count(where: \.isBlank) <= 3 && !line.isQuoted
            guard isLabel, colon.start > line.startIndex else { return nil }
            let value = line[colon.end...].text.trimmed
            let isAddress =
                value.hasSuffix(">") && value.contains("<") && value.contains("@") || value.contains("[mailto:")
            let isMoment = !isAddress && Attribution.hasYearAndTime(value.bytes)
            let label: Label = isAddress ? (block.value(.from) == nil ? .from : .to) : isMoment ? .sent : .other
            block.values.append((label, value))
            block.end += 1
        }
        guard (3...7).contains(block.values.count), block.values.prefix(2).contains(where: { $0.label == .from }),
            block.values.prefix(3).contains(where: { $0.label == .sent })
        else { return nil }
        return block
    }

    /// Header lines from the first on, folded ones joined; single blank lines between them do not end the block.
    static func read(_ lines: Slice<Lines>) -> HeaderBlock {
        var block = HeaderBlock(end: lines.startIndex)
        var at = lines.startIndex
        while at < lines.endIndex, block.values.count < 12 {
            if let (label, value) = field(lines[at]) {
                block.values.append((label, value))
                at += 1
                block.end = at
            } else if lines[at].isBlankLine {
                // Some programs double their line ends.
                guard at + 1 < lines.endIndex, field(lines[at + 1]) != nil, block.values.count < 4 else { break }
                at += 1
            } else if let last = block.values.last, isFolded(lines, at: at) {
                block.values[block.values.count - 1].value = (last.value + " " + lines[at].trimmed.text).trimmed
                at += 1
                block.end = at
            } else {
                break
            }
        }
        return block
    }

    /// Whether a line goes on with the field above: another field, or the end of the block, follows soon.
    private static func isFolded(_ lines: Slice<Lines>, at: Int) -> Bool {
        guard lines[at].count < 200 else { return false }
        for next in lines[(at + 1)...].prefix(4) {
            if next.isBlankLine { return false }
            if field(next) != nil { return true }
        }
        return false
    }

    static func isField(_ line: Bytes) -> Bool { field(line) != nil }

    private static func field(_ line: Bytes) -> (label: Label, value: String)? {
        guard let colon = colon(in: line) else { return nil }
        let name = Phrase(
            folding: line[..<colon.start].lazy.filter { $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "|") })
        guard name.bytes.count < 24, let label = labels[name.text] else { return nil }
        let value = line[colon.end...].drop { $0 == UInt8(ascii: "*") || $0.isSpace }
        return (label, value.text.trimmed)
    }

    /// The first colon, also the wide one of Chinese and Japanese, U+FF1A.
    private static func colon(in line: Bytes) -> (start: Int, end: Int)? {
        let span = line.span
        for i in 0..<min(span.count, 48) {
            let at = line.startIndex + i
            if span[i] == UInt8(ascii: ":") { return (at, at + 1) }
            if span[i] == 0xef, line[at...].starts(with: "：".utf8) { return (at, at + 3) }
        }
        return nil
    }
}
