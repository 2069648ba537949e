import Glibc
import Postgres
import Rules
import Store
import Text

/// Reads posts line by line and hands them in, up to 1,024 posts or 8 MiB a call.
struct IngestRun: ~Copyable {
  private(set) var counts: [PostIngest.Outcome: Int] = [:]
  /// Members that were dropped because nobody knows them, by their names as the warnings have them.
  private(set) var unknownMembers: [String: Int] = [:]
  private var database: PostHandIn
  private var waiting: [PostHandIn.Line] = []
  private var waitingKeys: Set<[UInt8]> = []
  private var waitingBytes = 0
  private var progress = Progress("posts taken in")

  /// Bytes of documents and contents of one call.
  private static let mostBytes = 8 << 20
  /// Different unknown members that are counted by name.
  private static let mostNames = 100

  /// Hands in through `database`.
  init(_ database: consuming PostHandIn) { self.database = database }

  /// Takes in everything that `descriptor` gives; what is refused goes to `refusals`.
  mutating func ingest(_ descriptor: Int32, _ posts: PostReader, _ refusals: inout RefusedLines) throws {
    var reader = LineReader(descriptor)
    var number = 0
    while let line = try reader.next(beforeRead: { if !Self.hasInput(descriptor) { try handIn(&refusals) } }) {
      number += 1
      switch line {
      case .tooLong: try refusals.add(number, PostRefusal(id: nil, reason: "a line over 8 MiB"), [])
      case .bytes(let range):
        do {
          let post = try posts.read(reader.bytes, in: range)
          try add(post, number, reader.bytes[range], &refusals)
        } catch let refusal as PostRefusal {
          try refusals.add(number, refusal, reader.bytes[range])
        }
      }
    }
    try handIn(&refusals)
    progress.end()
  }

  /// The same for CSV with a header line.
  mutating func ingestCSV(_ descriptor: Int32, _ posts: PostReader, _ refusals: inout RefusedLines) throws {
    var reader = LineReader(descriptor)
    var csv = CSVPosts(posts)
    var number = 0
    while let line = try reader.next(beforeRead: { if !Self.hasInput(descriptor) { try handIn(&refusals) } }) {
      number += 1
      switch line {
      case .tooLong:
        for record in try csv.finish() { try take(record, &refusals) }
        try refusals.add(number, PostRefusal(id: nil, reason: "a line over 8 MiB"), [])
      case .bytes(let range):
        for record in try csv.add(reader.bytes[range], line: number) { try take(record, &refusals) }
      }
    }
    for record in try csv.finish() { try take(record, &refusals) }
    try handIn(&refusals)
    progress.end()
  }

  private mutating func take(_ record: CSVPosts.Record, _ refusals: inout RefusedLines) throws {
    switch record.post {
    case .success(let post): try add(post, record.line, record.input[...], &refusals)
    case .failure(let refusal): try refusals.add(record.line, refusal, record.input[...])
    }
  }

  /// Puts a post into the next call. One call holds a (source, id) once, so that an edit follows what it edits.
  private mutating func add(
    _ post: Post, _ number: Int, _ input: ArraySlice<UInt8>, _ refusals: inout RefusedLines
  ) throws {
    let key = Array(post.source.utf8) + [0] + Array(post.id.text.utf8)
    // Its document, about as long as what came, and what its digest is over.
    let text = post.text.utf8.count + (post.title?.utf8.count ?? 0)
    let bytes = max(input.count, text) + text + 256
    if waiting.count == PostIngest.mostPosts || waitingBytes + bytes > Self.mostBytes || waitingKeys.contains(key) {
      try handIn(&refusals)
    }
    waiting.append(PostHandIn.Line(number: number, post: post, input: Array(input)))
    waitingKeys.insert(key)
    waitingBytes += bytes
    for name in post.unknownMembers where unknownMembers.count < Self.mostNames || unknownMembers[name] != nil {
      unknownMembers[name, default: 0] += 1
    }
  }

  private mutating func handIn(_ refusals: inout RefusedLines) throws {
    if waiting.isEmpty { return }
    for (line, answer) in try database.handIn(waiting) {
      switch answer {
      case .success(let outcome): counts[outcome, default: 0] += 1
      case .failure(let error):
        // A record of CSV is not kept once it was read; its document says the same.
        let input = line.input.isEmpty ? line.post.document : line.input
        try refusals.add(line.number, PostRefusal(id: line.post.id, reason: error.description), input[...])
      }
    }
    progress.advance(by: waiting.count)
    waiting.removeAll(keepingCapacity: true)
    waitingKeys.removeAll(keepingCapacity: true)
    waitingBytes = 0
  }

  /// Whether a read would not have to wait.
  private static func hasInput(_ descriptor: Int32) -> Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, 0) > 0
  }
}

/// The file of lines that could not be taken in, made when the first of them comes.
struct RefusedLines: ~Copyable {
  let path: String
  private(set) var count = 0
  private var file: UnsafeMutablePointer<FILE>?

  init(path: String) { self.path = path }

  /// Notes a refused line: its number, the reason, the post's id where it is known, and the line as it came.
  mutating func add(_ number: Int, _ refusal: PostRefusal, _ line: ArraySlice<UInt8>) throws {
    count += 1
    if file == nil {
      guard let opened = fopen(path, "we") else { throw InputOutputError("writing \(path)", errno) }
      file = opened
    }
    var writer = JSONWriter()
    writer.object { out in
      out.name("id")
      if let id = refusal.id { out.json(id.json) } else { out.null() }
      out.member("line", number)
      out.member("error", refusal.reason)
      out.member("input", String(decoding: line, as: UTF8.self))
    }
    writer.newline()
    guard let file, fwrite(writer.bytes, 1, writer.bytes.count, file) == writer.bytes.count else {
      throw InputOutputError("writing \(path)", errno)
    }
    if count <= 5 { Terminal.note("line \(number) refused: \(VisibleText.of(refusal.reason))") }
    if count == 6 { Terminal.note("more refused lines are in \(path)") }
  }

  mutating func close() throws {
    guard let open = file else { return }
    file = nil
    if fclose(open) != 0 { throw InputOutputError("writing \(path)", errno) }
  }
}

/// A line on a terminal that says how far long work is; nothing where there is no terminal.
struct Progress {
  private let what: String
  private var done = 0
  private var shownAt = 0

  init(_ what: String) { self.what = what }

  mutating func advance(by count: Int) {
    done += count
    let now = time(nil)
    guard Terminal.isErrorTerminal, now != shownAt else { return }
    shownAt = now
    Terminal.write("\r\u{1B}[K\(done) \(what)")
  }

  mutating func end() { if shownAt != 0 { Terminal.write("\r\u{1B}[K") } }
}
