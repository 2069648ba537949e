// What the screening benchmark is compared with, on the same terms and posts, in CPU time of one thread:
//   codepoints TERMS POSTS          Aho and Corasick over code points, double array of dense classes
//   hyperscan TERMS POSTS           Hyperscan's literals
//   edits - POSTS                   ICU's NFKC_Casefold on UTF-8 with Edits, an offset map of its kind
//   icu_regexes PATTERNS POSTS      ICU's regular expressions, one by one
//   hyperscan_regexes PATTERNS POSTS  Hyperscan, all at once, which patterns match
// Prints {"mb_per_s": …, "build_s": …, "hits": …}. Needs libhyperscan-dev and libicu-dev.
#include <hs.h>
#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>
#include <queue>
#include <string>
#include <vector>

using Lines = std::vector<std::string>;

static double cpu() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static Lines read(const char *path) {
  Lines lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);)
    if (!line.empty()) lines.push_back(line);
  return lines;
}

static size_t next_scalar(const unsigned char *&p) {
  unsigned c = *p++;
  if (c < 0x80) return c;
  int more = c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
  c &= 0x3F >> more;
  while (more--) c = c << 6 | (*p++ & 0x3F);
  return c;
}

// An automaton whose states are rows of a double array over dense classes, built breadth first.
class CodePoints {
  struct Cell {
    unsigned base = 0, check = ~0u, fail = 0, count = 0;
  };
  std::vector<Cell> cells;
  std::vector<unsigned short> classes = std::vector<unsigned short>(0x110000, 0);
  std::vector<unsigned> roots;

 public:
  explicit CodePoints(const Lines &terms) {
    std::vector<std::map<unsigned, unsigned>> trie(1);
    std::vector<unsigned> ends(1, 0);
    std::map<size_t, unsigned> uses;
    for (auto &term : terms)
      for (auto p = (const unsigned char *)term.data(), e = p + term.size(); p < e;) uses[next_scalar(p)]++;
    std::vector<std::pair<unsigned, size_t>> order;
    for (auto &use : uses) order.push_back({use.second, use.first});
    std::sort(order.rbegin(), order.rend());
    unsigned number = 0;
    for (auto &use : order) classes[use.second] = ++number;
    for (auto &term : terms) {
      unsigned node = 0;
      for (auto p = (const unsigned char *)term.data(), e = p + term.size(); p < e;) {
        unsigned c = classes[next_scalar(p)];
        auto found = trie[node].find(c);
        if (found == trie[node].end()) {
          trie[node][c] = trie.size();
          node = trie.size();
          trie.emplace_back();
          ends.push_back(0);
        } else {
          node = found->second;
        }
      }
      ends[node]++;
    }
    std::vector<unsigned> place(trie.size(), 0), fail(trie.size(), 0);
    cells.resize(1 << 16);
    cells[0].check = 0;
    roots.assign(number + 1, 0);
    std::queue<unsigned> queue;
    queue.push(0);
    size_t low = 1, probe = 1;
    while (!queue.empty()) {
      unsigned node = queue.front();
      queue.pop();
      cells[place[node]].fail = place[fail[node]];
      cells[place[node]].count = ends[node] + (node ? cells[place[fail[node]]].count : 0);
      if (trie[node].empty()) continue;
      while (low < cells.size() && cells[low].check != ~0u) low++;
      unsigned first = trie[node].begin()->first, last = trie[node].rbegin()->first;
      size_t slot = std::max<size_t>(trie[node].size() > 1 ? std::max(low, probe) : low, first + 1), tries = 0;
      for (;; slot++) {
        if (slot + last - first + 1 >= cells.size()) cells.resize((slot + last - first + 1) * 3 / 2);
        bool fits = true;
        for (auto &edge : trie[node])
          if (cells[slot - first + edge.first].check != ~0u) {
            fits = false;
            break;
          }
        if (fits) break;
        if (++tries > 64 && trie[node].size() > 1) probe = slot;
      }
      cells[place[node]].base = slot - first;
      for (auto &edge : trie[node]) {
        place[edge.second] = slot - first + edge.first;
        cells[place[edge.second]].check = place[node];
        if (!node) roots[edge.first] = place[edge.second];
        unsigned back = node ? fail[node] : 0;
        if (node) {
          for (;;) {
            auto found = trie[back].find(edge.first);
            if (found != trie[back].end()) {
              fail[edge.second] = found->second;
              break;
            }
            if (!back) break;
            back = fail[back];
          }
        }
        queue.push(edge.second);
      }
    }
    cells.resize(cells.size() + number + 1);
  }

  size_t scan(const std::string &post) const {
    size_t hits = 0;
    unsigned state = 0;
    for (auto p = (const unsigned char *)post.data(), e = p + post.size(); p < e;) {
      unsigned c = classes[next_scalar(p)];
      if (!c) {
        state = 0;
        continue;
      }
      for (;;) {
        if (!state) {
          state = roots[c];
          break;
        }
        unsigned base = cells[state].base;
        if (base && cells[base + c].check == state) {
          state = base + c;
          break;
        }
        state = cells[state].fail;
      }
      hits += cells[state].count;
    }
    return hits;
  }
};

static size_t hits;
static int on_hit(unsigned, unsigned long long, unsigned long long, unsigned, void *) {
  hits++;
  return 0;
}

static hs_database_t *compiled(const Lines &lines, bool literal) {
  std::vector<const char *> patterns;
  std::vector<size_t> lengths;
  std::vector<unsigned> flags(lines.size(), literal ? 0 : HS_FLAG_UTF8 | HS_FLAG_CASELESS | HS_FLAG_SINGLEMATCH), ids;
  for (size_t i = 0; i < lines.size(); i++) {
    patterns.push_back(lines[i].c_str());
    lengths.push_back(lines[i].size());
    ids.push_back(i);
  }
  hs_database_t *database = nullptr;
  hs_compile_error_t *error = nullptr;
  if (literal)
    hs_compile_lit_multi(patterns.data(), flags.data(), ids.data(), lengths.data(), lines.size(), HS_MODE_BLOCK, nullptr,
                         &database, &error);
  else
    hs_compile_multi(patterns.data(), flags.data(), ids.data(), lines.size(), HS_MODE_BLOCK, nullptr, &database, &error);
  return database;
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  std::string task = argv[1];
  Lines lines = task == "edits" ? Lines() : read(argv[2]), posts = read(argv[3]);
  size_t size = 0;
  for (auto &post : posts) size += post.size() + 1;
  double start = cpu(), built = 0;
  std::vector<double> times;
  auto measure = [&](auto scan, int repeats) {
    built = cpu() - start;
    for (int k = 0; k < repeats; k++) {
      hits = 0;
      double before = cpu();
      for (auto &post : posts) scan(post);
      times.push_back(cpu() - before);
    }
  };
  if (task == "codepoints") {
    CodePoints automaton(lines);
    measure([&](const std::string &post) { hits += automaton.scan(post); }, 3);
  } else if (task == "hyperscan" || task == "hyperscan_regexes") {
    hs_database_t *database = compiled(lines, task == "hyperscan");
    hs_scratch_t *scratch = nullptr;
    if (!database || hs_alloc_scratch(database, &scratch) != HS_SUCCESS) return 1;
    measure([&](const std::string &post) { hs_scan(database, post.data(), post.size(), 0, scratch, on_hit, nullptr); }, 3);
  } else if (task == "edits") {
    UErrorCode status = U_ZERO_ERROR;
    auto fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    measure(
        [&](const std::string &post) {
          UErrorCode status = U_ZERO_ERROR;
          std::string out;
          icu::StringByteSink<std::string> sink(&out, post.size());
          icu::Edits edits;
          fold->normalizeUTF8(0, post, sink, &edits, status);
          hits += edits.numberOfChanges();
        },
        3);
  } else if (task == "icu_regexes") {
    std::vector<URegularExpression *> expressions;
    for (auto &line : lines) {
      UErrorCode status = U_ZERO_ERROR;
      std::vector<UChar> pattern(line.size() + 1);
      int32_t count = 0;
      u_strFromUTF8(pattern.data(), pattern.size(), &count, line.data(), line.size(), &status);
      auto expression = uregex_open(pattern.data(), count, UREGEX_CASE_INSENSITIVE, nullptr, &status);
      if (U_FAILURE(status)) return 1;
      expressions.push_back(expression);
    }
    std::vector<UChar> text;
    measure(
        [&](const std::string &post) {
          UErrorCode status = U_ZERO_ERROR;
          int32_t count = 0;
          text.resize(post.size() + 1);
          u_strFromUTF8(text.data(), text.size(), &count, post.data(), post.size(), &status);
          for (auto expression : expressions) {
            status = U_ZERO_ERROR;
            uregex_setText(expression, text.data(), count, &status);
            hits += uregex_find(expression, 0, &status);
          }
        },
        1);
  } else {
    return 2;
  }
  std::sort(times.begin(), times.end());
  printf("{\"mb_per_s\": %.3f, \"build_s\": %.4f, \"hits\": %zu}\n", size / 1e6 / times[times.size() / 2], built, hits);
}
