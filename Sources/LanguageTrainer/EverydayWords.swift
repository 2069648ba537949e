/// Words that everybody says every day, by language: greetings, thanks, yes and no, please and sorry.
///
/// Lists counted over posts have them in many languages at once, because people greet each other in English and French
/// everywhere: `hello` is more frequent in the Malay list than in the English one. Here each stands under the languages
/// that it belongs to, and those that travel most are believed to no other.
enum EverydayWords {
  /// A word of these is at least so frequent in its languages.
  static let share = 1.5e-4
  /// A word that travels counts, in languages that it does not belong to, for so much of what their lists say.
  static let elsewhere = 0.04
  private static let travelling = Set(
    """
    hello thanks thank please sorry welcome friends friend happy love great awesome congratulations goodbye because today
    tomorrow yesterday morning night really everyone hola gracias amigos felicidades merci bonjour bonsoir salut danke
    bitte hallo ciao grazie buongiorno obrigado obrigada olá hej tack takk kiitos cześć dziękuję ahoj merhaba
    спасибо привет
    """.split { $0 == " " || $0 == "\n" }.map(String.init))

  /// How much of what the list of `tag` says of `word` is believed.
  static func belief(_ word: String, _ tag: String) -> Double {
    travelling.contains(word) && languages[word]?.contains(tag) == false ? elsewhere : 1
  }

  /// The languages of each word.
  static let languages: [String: Set<String>] = {
    var languages: [String: Set<String>] = [:]
    for line in table.split(separator: "\n") {
      let parts = line.split(separator: " ").map(String.init)
      for word in parts.dropFirst() { languages[word, default: []].insert(parts[0]) }
    }
    return languages
  }()

  private static let table = """
    en hello thanks thank please sorry yes hey morning night goodbye bye welcome friend friends good great love happy today tomorrow yesterday what why where because really awesome nice congratulations everyone
    es hola gracias buenos buenas días noches adiós perdón bueno vale amigo amigos hoy mañana ayer qué porque también felicidades bienvenido claro
    fr bonjour merci salut bonsoir oui non pardon désolé aujourd'hui demain hier pourquoi beaucoup bienvenue amis félicitations voilà toujours
    de hallo danke bitte guten morgen nein ja tschüss entschuldigung heute gestern warum vielleicht freunde willkommen schön wirklich glückwunsch
    pt olá obrigado obrigada bom boa dia noite tchau desculpa desculpe sim não hoje amanhã ontem porque amigos parabéns você saudade
    it ciao grazie buongiorno buonasera prego scusa scusate sì oggi domani ieri perché amici benvenuto bello auguri arrivederci
    nl hallo dank bedankt alsjeblieft goedemorgen dag nee vandaag morgen gisteren waarom vrienden welkom gefeliciteerd lekker gezellig
    sv hej tack snälla godmorgon ja nej idag imorgon igår varför vänner välkommen förlåt grattis hejdå
    da hej hallo tak godmorgen ja nej dag morgen hvorfor venner velkommen undskyld tillykke farvel
    nb hei takk hallo ja nei dag morgen hvorfor venner velkommen unnskyld gratulerer hadet
    fi hei moi kiitos anteeksi kyllä tänään huomenna eilen miksi ystävät tervetuloa huomenta onnea näkemiin
    pl hej cześć dziękuję dzięki proszę przepraszam tak nie dzisiaj jutro wczoraj dlaczego przyjaciele witaj dobranoc gratulacje
    cs ahoj děkuji díky prosím promiňte ano ne dnes zítra včera proč přátelé vítejte dobrý gratuluji
    sk ahoj ďakujem vďaka prosím prepáčte áno nie dnes zajtra včera prečo priatelia vitajte gratulujem
    hu szia köszönöm kérem bocsánat igen nem ma holnap tegnap miért barátok üdvözlöm jó reggelt gratulálok
    ro salut bună mulțumesc multumesc vă rog scuze da nu azi mâine ieri prieteni bine felicitări noapte
    tr merhaba teşekkürler teşekkür selam lütfen evet hayır bugün yarın dün neden arkadaşlar günaydın iyi geceler tebrikler
    vi xin chào cảm ơn không vâng hôm ngày mai tại sao bạn lỗi chúc mừng
    id halo terima kasih maaf tidak iya selamat pagi kenapa teman besok kemarin banget bagus
    ms terima kasih maaf tidak ya selamat kenapa kawan esok semalam awak kerana bagus
    tl salamat kumusta magandang umaga oo hindi po bukas kahapon bakit kaibigan paumanhin mahal mabuhay
    hr bok hvala molim oprosti da ne danas sutra jučer zašto prijatelji dobrodošli laku čestitam doviđenja
    sl hvala prosim oprosti živjo da ne danes jutri včeraj zakaj prijatelji dobrodošli čestitke nasvidenje
    lt labas ačiū prašau atsiprašau taip ne šiandien rytoj vakar kodėl draugai sveiki sveikinu
    lv sveiki paldies lūdzu atvainojiet jā nē šodien rīt vakar kāpēc draugi laipni apsveicu
    et tere aitäh palun vabandust jah ei täna homme eile miks sõbrad palju õnne
    ca salut gràcies adéu si us plau perdó avui demà ahir perquè amics benvinguts moltes felicitats
    sw habari asante karibu tafadhali samahani ndiyo hapana leo kesho jana kwanini rafiki marafiki hongera jambo
    ru привет спасибо пожалуйста здравствуйте да нет сегодня завтра вчера почему друзья извините доброе утро поздравляю пока хорошо
    uk привіт дякую дякуємо ласка так ні сьогодні завтра вчора чому друзі вибачте ранок вітаю добре
    bg здравей здравейте благодаря моля да не днес утре вчера защо приятели извинете добро честито довиждане
    sr здраво хвала молим извини да не данас сутра јуче зашто пријатељи добродошли честитам довиђења
    mk здраво благодарам молам извини да не денес утре вчера зошто пријатели добредојдовте честитки
    be прывітанне дзякуй калі ласка так не сёння заўтра ўчора чаму сябры прабачце вітаю
    ar مرحبا شكرا السلام عليكم أهلا عفوا نعم لا اليوم غدا أمس لماذا أصدقاء صباح الخير مبروك حبيبي
    fa سلام ممنون مرسی متشکرم خداحافظ لطفا ببخشید بله نه امروز فردا دیروز چرا دوستان صبح تبریک خوبی
    ur شکریہ سلام مہربانی معاف ہاں نہیں آج کل کیوں دوست دوستو مبارک خوش آمدید اچھا
    hi नमस्ते धन्यवाद शुक्रिया कृपया माफ हाँ नहीं आज कल क्यों दोस्त दोस्तों बधाई अच्छा स्वागत सुप्रभात
    mr नमस्कार धन्यवाद कृपया माफ होय नाही आज उद्या काल का मित्र मित्रांनो अभिनंदन छान स्वागत
    """
}
