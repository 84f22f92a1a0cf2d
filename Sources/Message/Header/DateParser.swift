// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// Reads the dates that mailers and people write: RFC 5322 with its obsolete forms, asctime, ISO 8601, and the written
/// dates of forward headers in Dutch, English, German, French and more ("maandag 17 april 2023 12:31").
struct DateParser {
    /// What a date without a zone means.
    enum Unzoned {
        case universal
        case dutch
    }

    private enum Token {
        /// `isGlued`: no blank stands between it and what comes before.
        case number(Int, digits: Int)
        case word(String)
        case sign(UInt8, isGlued: Bool)
    }

    private var tokens: [Token] = []
    private var isUsed: [Bool] = []

    /// Nil when the text holds no date. Without a time the day starts at midnight.
    static func moment(_ text: String?, unzoned: Unzoned = .universal) -> Moment? {
        guard let text, text.utf8.count < 400 else { return nil }
        var parser = DateParser(text.bytes)
        return parser.parse(unzoned)
    }

    private init(_ bytes: Bytes) {
        var (at, depth) = (bytes.startIndex, 0)
        while at < bytes.endIndex {
            let (byte, start) = (bytes[at], at)
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")"), depth > 0 { depth -= 1 }
            at += 1
            if depth > 0 { continue }
            if byte.isDigit {
                while at < bytes.endIndex, bytes[at].isDigit { at += 1 }
                tokens.append(.number(Int(bytes[start..<min(at, start + 9)].text) ?? 0, digits: at - start))
            } else if byte.isLetter || byte >= 0x80 {
                while at < bytes.endIndex, bytes[at].isLetter || bytes[at] >= 0x80 { at += 1 }
                let word = bytes[start..<at]
                tokens.append(.word(word.contains { $0 >= 0x80 } ? folded(word.text) : word.loweredText))
            } else if [0x2b, 0x2d, 0x2f, 0x2e, 0x3a].contains(byte) {
                tokens.append(.sign(byte, isGlued: start > bytes.startIndex && bytes[start - 1].isDigit))
            }
        }
        isUsed = Array(repeating: false, count: tokens.count)
    }

    private mutating func parse(_ unzoned: Unzoned) -> Moment? {
        let time = takeTime()
        let zone = takeZone(after: time?.end ?? tokens.count)
        guard let day = takeDay(isAmerican: time?.isTwelveHour ?? false) else { return nil }
        let seconds = time?.seconds ?? 0
        if let zone { return Moment(seconds: day.number * 86_400 + seconds - zone) }
        switch unzoned {
        case .universal: return Moment(seconds: day.number * 86_400 + seconds)
        case .dutch:
            return DutchTime.moment(day, TimeOfDay(secondsOfDay: seconds / 60 * 60)).adding(seconds: seconds % 60)
        }
    }

    private func number(_ i: Int) -> Int? {
        if i >= 0, i < tokens.count, case .number(let value, _) = tokens[i] { value } else { nil }
    }

    private func isSign(_ i: Int, _ byte: Character) -> Bool {
        if i >= 0, i < tokens.count, case .sign(let sign, _) = tokens[i] { sign == byte.asciiValue } else { false }
    }

    /// `10:00[:00]`, with `am`/`pm`; or `10.00 uur`.
    private mutating func takeTime() -> (seconds: Int, end: Int, isTwelveHour: Bool)? {
        for i in tokens.indices {
            guard var hour = number(i), let minute = number(i + 2), hour <= 24, minute < 60 else { continue }
            let hasColon = isSign(i + 1, ":")
            let isHours = isSign(i + 1, ".") && i + 3 < tokens.count && isWord(i + 3, "uur", "u", "uhr", "h")
            guard hasColon || isHours else { continue }
            var (end, second) = (i + 3, 0)
            if isSign(end, ":"), let value = number(end + 1), value <= 60 {
                (second, end) = (min(value, 59), end + 2)
            }
            if isSign(end, "."), number(end + 1) != nil, end + 1 < tokens.count { end += 2 }
            var isTwelveHour = false
            if hour <= 12, isWord(end, "am", "pm", "a", "p"), !isZuluOnly(end) {
                let isAfternoon = isWord(end, "pm", "p")
                hour = hour % 12 + (isAfternoon ? 12 : 0)
                isTwelveHour = true
                end += 1
            }
            if hour == 24, minute > 0 || second > 0 { return nil }
            for k in i..<min(end, tokens.count) { isUsed[k] = true }
            return (hour * 3600 + minute * 60 + second, end, isTwelveHour)
        }
        return nil
    }

    /// A lone `a` is a military zone unless `m` follows, as in `a.m.`.
    private func isZuluOnly(_ i: Int) -> Bool {
        guard isWord(i, "a", "p") else { return false }
        return !(isSign(i + 1, ".") && isWord(i + 2, "m"))
    }

    private func isWord(_ i: Int, _ words: String...) -> Bool {
        if i >= 0, i < tokens.count, case .word(let word) = tokens[i] { words.contains(word) } else { false }
    }

    /// Seconds east of Greenwich: `+0100`, `+01:00`, `GMT+1`, or a name. An unknown name says nothing (RFC 5322 §4.3).
    private mutating func takeZone(after start: Int) -> Int? {
        var named: Int?
        for i in tokens.indices {
            if case .word(let word) = tokens[i], !isUsed[i], let minutes = Self.zones[word],
                i >= start || word.utf8.count > 1
            {
                (named, isUsed[i]) = (minutes * 60, true)
            }
            guard i >= start, case .sign(let sign, let isGlued) = tokens[i], sign == 0x2b || sign == 0x2d,
                case .number(var value, let digits)? = i + 1 < tokens.count ? tokens[i + 1] : nil, digits <= 4,
                !isGlued || i == start || digits == 4
            else { continue }
            isUsed[i + 1] = true
            if digits <= 2 {
                value *= 100
                if isSign(i + 2, ":"), let minutes = number(i + 3) {
                    (value, isUsed[i + 3]) = (value + minutes, true)
                }
            }
            guard value / 100 <= 14, value % 100 < 60 else { return named ?? 0 }
            return (value / 100 * 3600 + value % 100 * 60) * (sign == 0x2d ? -1 : 1)
        }
        return named
    }

    private mutating func takeDay(isAmerican: Bool) -> CalendarDay? {
        var numbers: [(value: Int, digits: Int, at: Int)] = []
        for (i, token) in tokens.enumerated() where !isUsed[i] {
            if case .number(let value, let digits) = token { numbers.append((value, digits, i)) }
        }
        // The last one: the `mar.` before a French date is a Tuesday.
        for (i, token) in tokens.enumerated().reversed() {
            guard case .word(let word) = token, let month = Self.month(word) else { continue }
            let day =
                numbers.firstIndex { $0.digits <= 2 && (1...31).contains($0.value) && $0.at == i - 1 }
                ?? numbers.lastIndex { $0.digits <= 2 && (1...31).contains($0.value) && $0.at < i }
                ?? numbers.firstIndex { $0.digits <= 2 && (1...31).contains($0.value) }
            guard let day else { continue }
            let rest = numbers.indices.filter { $0 != day }
            guard
                let year = rest.first(where: { numbers[$0].digits == 4 }) ?? rest.first(where: { numbers[$0].at > i })
                    ?? rest.first
            else { continue }
            return Self.day(numbers[year], month, numbers[day].value)
        }
        guard numbers.count >= 3 else { return nil }
        let (a, b, c) = (numbers[0], numbers[1], numbers[2])
        if a.digits == 4 { return Self.day(a, b.value, c.value) }
        let slashed = isSign(a.at + 1, "/")
        if (slashed && isAmerican) || b.value > 12 { return Self.day(c, a.value, b.value) }
        return Self.day(c, b.value, a.value)
    }

    /// Years of two and three digits mean what RFC 5322 §4.3 says.
    private static func day(_ year: (value: Int, digits: Int, at: Int), _ month: Int, _ day: Int) -> CalendarDay? {
        let full =
            switch year.digits {
            case 1, 2: year.value < 50 ? 2000 + year.value : 1900 + year.value
            case 3: 1900 + year.value
            default: year.value
            }
        guard (1900...9999).contains(full) else { return nil }
        return CalendarDay(year: full, month: month, day: day)
    }

    /// The month whose name, or the start of whose name, the word is.
    private static func month(_ word: String) -> Int? {
        guard word.utf8.count >= 3 else { return nil }
        if let number = shortMonths[word] { return number }
        return longMonths.first { word.utf8.count >= 4 && $0.name.hasPrefix(word) }?.number
    }

    private static let shortMonths: [String: Int] = [
        "jan": 1, "feb": 2, "fev": 2, "mar": 3, "mrt": 3, "maa": 3, "mrz": 3, "apr": 4, "avr": 4, "may": 5, "mei": 5,
        "mai": 5,
        "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12,
        "ene": 1, "abr": 4, "ago": 8, "dic": 12, "out": 10, "gen": 1, "mag": 5, "giu": 6, "lug": 7, "set": 9,
        "ott": 10,
        "janv": 1, "juin": 6, "juil": 7, "aout": 8,
    ]
    private static let longMonths: [(name: String, number: Int)] = [
        "januari january januar janvier enero gennaio janeiro",
        "februari february februar fevrier febrero febbraio fevereiro",
        "maart march marz mars marzo marco", "april avril abril aprile", "mei may mai mayo maggio maio",
        "juni june juin junio giugno junho", "juli july juillet julio luglio julho", "augustus august aout agosto",
        "september septembre septiembre settembre setembro", "oktober october octobre octubre ottobre outubro",
        "november novembre noviembre novembro", "december dezember decembre diciembre dicembre dezembro",
    ].enumerated().flatMap { i, names in names.split(separator: " ").map { (String($0), i + 1) } }

    /// Minutes east of Greenwich. Military letters mean nothing reliable (RFC 5322 §4.3), so all are universal time.
    private static let zones: [String: Int] = {
        let named: [(String, Int)] = [
            ("ut", 0), ("utc", 0), ("gmt", 0), ("wet", 0), ("west", 60), ("bst", 60), ("ist", 60), ("cet", 60),
            ("met", 60),
            ("mez", 60), ("cest", 120), ("mest", 120), ("mesz", 120), ("eet", 120), ("eest", 180), ("msk", 180),
            ("est", -300),
            ("edt", -240), ("cst", -360), ("cdt", -300), ("mst", -420), ("mdt", -360), ("pst", -480), ("pdt", -420),
            ("jst", 540), ("kst", 540), ("hkt", 480), ("sgt", 480),
        ]
        let letters = "abcdefghiklmnopqrsuvwxyz".map { (String($0), 0) }
        return Dictionary(named + letters, uniquingKeysWith: { first, _ in first })
    }()
}
