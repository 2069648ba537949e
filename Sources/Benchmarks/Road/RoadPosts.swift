import FoundationEssentials
import Rules

/// The posts of the road: those of a file, again and again under new ids until there are enough.
enum RoadPosts {
  /// `count` lines as a platform would send them; edits, deletions and refused lines of the file are left out.
  static func lines(_ path: String, count: Int) throws -> [[UInt8]] {
    guard let data = FileManager.default.contents(atPath: path) else { throw BenchmarkError("cannot read \(path)") }
    let reader = PostReader()
    var seen: Set<PostID> = []
    let posts = data.split(separator: 0x0A).compactMap { line -> Post? in
      let bytes = Array(line)
      guard let post = try? reader.read(bytes, in: 0..<bytes.count), post.operation == .create,
        seen.insert(post.id).inserted
      else { return nil }
      return post
    }
    guard !posts.isEmpty else { throw BenchmarkError("there is no new post in \(path)") }
    return (0..<count).map { number in
      var post = posts[number % posts.count]
      post.id = PostID("\(post.id.text)-\(number / posts.count)")
      return post.document
    }
  }
}
