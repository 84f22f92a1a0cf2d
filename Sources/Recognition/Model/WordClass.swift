// SPDX-License-Identifier: EUPL-1.2

/// What a word counts as: numbers, spans of time, months; and, more broadly, words that say nearly the same.
enum WordClass {
    private static let members: KeyValuePairs<String, String> = [
        "GETAL": """
        twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien twintig dertig veertig vijftig \
        zestig honderd duizend half halve anderhalf anderhalve paar enkele tig two three four five six seven eight nine ten zwei \
        drei vier deux trois quatre cinq
        """,
        "RANG": "tweede derde vierde vijfde zesde zevende achtste tiende zoveelste 2e 3e 4e 5e 6e second third fourth",
        "DUUR": """
        minuten minuut uur uren kwartier dag dagen week weken wk maand maanden mnd jaar jaren kwartaal minutes hours days weeks \
        months years tage wochen monate jours semaines mois
        """,
        "KEER": "keer keren maal x times mal fois",
        "MAAND": """
        januari februari maart april mei juni juli augustus september oktober november december january february march june july \
        august october
        """,
        "WEEKDAG":
            "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag monday tuesday wednesday thursday friday",
        "GELD": "euro euros eur",
    ]
    static let number = WordHash.of("GETAL")
    static let span = WordHash.of("DUUR")
    static let times = WordHash.of("KEER")
    private static let names = [number, times] + members.map { WordHash.of($0.key) }
    private static let narrow = {
        var table = FlatTable()
        for (place, member) in members.enumerated() {
            for word in member.value.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                if table[WordHash.of(word)] == nil { table.set(WordHash.of(word), to: place + 2) }
            }
        }
        return table
    }()
    private static let broad = BroadClasses(PackageResources.word_classes_txt)

    /// The word's narrow class or its hash, and its broad class or what it narrowly is.
    static func of(_ word: Sentence.Word) -> (plain: UInt64, broad: UInt64) {
        let text = word.text.utf8
        if let first = text.first, first >= 0x30, first <= 0x39 {
            let digits = text.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
            if digits == text.count { return (number, number) }
            if digits == text.count - 1, text.last == 0x78 { return (times, times) }
        }
        if let known = narrow[word.hash] { return (names[known], names[known]) }
        return (word.hash, broad.of(word.text, word.hash) ?? word.hash)
    }
}

/// The broad classes of the data file: whole words, and beginnings of words of which the longest counts.
private struct BroadClasses: Sendable {
    private var names: [UInt64] = []
    private var whole = FlatTable()
    private var beginnings = FlatTable()
    private var longest = 0

    init(_ file: [UInt8]) {
        for line in String(decoding: file, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            for item in line.split(separator: " ") {
                if item.hasSuffix(":") {
                    names.append(WordHash.of("@" + item))
                } else if item.hasSuffix("*") {
                    beginnings.set(WordHash.of(item.dropLast()), to: names.count - 1)
                    longest = max(longest, item.utf8.count - 1)
                } else {
                    whole.set(WordHash.of(item), to: names.count - 1)
                }
            }
        }
    }

    func of(_ word: String, _ hash: UInt64) -> UInt64? {
        if let known = whole[hash] { return names[known] }
        var (found, running): (Int?, WordHash) = (nil, WordHash())
        let bytes = word.utf8Span.span
        for i in 0..<min(longest, bytes.count) {
            running.take(bytes[i])
            if let known = beginnings[running.value] { found = known }
        }
        return found.map { names[$0] }
    }
}
