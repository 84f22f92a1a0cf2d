// SPDX-License-Identifier: EUPL-1.2
enum Corpus { static func write(to folder: String, count: Int) throws {} }
