//! Words that are nobody's name: of the language, of the trade, of the framework in force.

use std::collections::HashSet;

/// Words that begin a sentence or stand in one with a capital, and name nobody.
const WORDS: &str = "a about above across after again against agreed all along already also although always am among an and \
    another answered any are around as asked at audit away back be because became been before began behind being below \
    beside besides best better between big both bought broke brought built bug but by call called came can case caught \
    caused change chart check chose clean clear close code come could cut daily data day deep design did do docs does doing \
    done double down drove due during each early either else end enough escalation even every everybody everyone everything fell few \
    first fix five for fought found four found from full gave get go goal good got great grew group guide had half handbook has have \
    he held help her here hers high him his hit how however i if impact in incident inside instead into is issue it its job \
    joined just keep kept knew know last late later lead learned learnt least led left less let like list local long look \
    lost low made main major make manager many may me meant meeting met might minor mine minutes monitoring month more most moved much must my near need never \
    new next nine no nobody none nor not note nothing now number of off office old on once one only onto open or order other our ours \
    out outage over own page paid paired part people per phase plan please post problem project proved put quarter quick raised ran read real release report \
    request result review rewrote right risk rose round run said same sat saw say second see seen sent service session set seven several she shift short should showed \
    shut side since single six small so sold some someone something soon sorted source spent split spoke stage stand start still stood stop story step such summary \
    support sure switch system table take taken talk talked taught team ten test than that the their them then there these they thing think \
    third this those thought three through thus till time to today together told too took top total toward towards train training turn twice two \
    under understood until unit up update upgrade upon us use used user users version very via wall was way we week weekly well went were what when \
    where whether which while who whole whom whose why will with within without woke won word work workshop would wrote year \
    years yes yesterday yet you your";
/// Names of the calendar and of languages and places of trade.
const CALENDAR: &str = "january february march april june july august september october november december monday tuesday wednesday \
    thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun \
    christmas easter english german french spanish europe european america american africa asia utc gmt cet cest pst est";
/// Tools that everybody has and that tell of nobody.
const TOOLS: &str = "ansible apache api aws azure bash bigquery bitbucket cargo chrome ci circleci cloudflare confluence css datadog debian \
    django docker dropbox elasticsearch excel facebook fastly figma firefox flask git github gitlab gmail go golang google grafana \
    graphql haproxy helm heroku html iphone ios android java javascript jenkins jira kafka kibana kotlin kubernetes linear linkedin linux \
    mac macos markdown memcached microsoft mongodb mysql nginx node notion okta openai opensearch openssl oracle outlook pagerduty \
    php postgres postgresql powershell prometheus puppet python rabbitmq rails react redhat redis ruby rust rustls safari salesforce sentry \
    servicenow sharepoint sidekiq slack splunk sql sqlite stackoverflow stripe swift teams terraform travis typescript ubuntu unix \
    vault vim vue webpack windows wordpress youtube zendesk zoom sfia okr";
const CAPITALS: &str = "ack adr aes aka api apis arm ascii aws bdd bom cab cd cdn cdo ceo cfo chmod ci cio cli cmdb coo cors cpu cpus crm cron crud csat cso css csv cto cve \
    db dba ddos dev dhcp diff dnf dns dod dom dry eod eof eol erd esc eta etl eu eur faq faqs ftp fte fyi gb gcp gdpr gke gpg gpu gui ha hdd hr hsm \
    html http https iam ide ido iops iot ip isms iso isp itil itsm jit jpg json jvm jwt kb kms kpi kpis lan ldap lfs llm lts mac mb mfa mit ml mr mrs ms mtbf mttr \
    mvp nas nat nda nfs nlp nosql nps ntp oauth oidc ok okr okrs oncall oom oop ops orm os osi otp owasp pat pdf pii pim pki pm png poc pos pr prs ps qa qps raci raid ram rbac rca \
    rdp rds regex rest rfc roi rpc rpm rpo rps rsa rss rto saas sam saml sca scim sdk sdlc seo sftp sha sip sla slas sli slis slo slos smb smtp \
    sme snmp soap soc sop sox spa spf spike sql sre sres ssd sse ssh ssl sso svg svn tbd tcp tdd tls tmp todo toml tos totp tsv ttl ttr udp ui uid uk uml upc uri \
    url urls usa usb usd utc utf uuid ux vat vip vlan vm vms voip vpc vpn vps wal wan wcag wifi wip wsl xml xss yaml zip asap";

#[derive(Debug, Default)]
pub struct Ordinary {
    words: HashSet<String>,
}

impl Ordinary {
    /// Those that are known without a journal.
    pub fn new() -> Self {
        let known = [WORDS, CALENDAR, TOOLS, CAPITALS].into_iter().flat_map(str::split_whitespace);
        Self { words: known.map(str::to_owned).collect() }
    }

    /// Adds the words of a text, such as a statement or somebody's own name.
    pub fn add(&mut self, text: &str) {
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let word = word.to_lowercase();
            if !self.words.contains(&word) {
                self.words.insert(word);
            }
        }
    }

    /// Adds the words of a text that stand in it without a capital: no name is written so. What an address, a path, a
    /// branch or code is made of has no capitals for another reason, and tells nothing.
    pub fn add_small(&mut self, prose: &str) {
        let in_code = prose.split('`').enumerate().filter(|(at, _)| at % 2 == 0);
        for token in in_code.flat_map(|(_, text)| text.split_whitespace()) {
            let word = token.trim_matches(|c: char| !c.is_alphanumeric());
            let word = word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word);
            let small = word.len() > 2 && word.chars().all(|c| c.is_lowercase() || c.is_numeric());
            if small && !token.starts_with(['#', '@', '/', '$', '~']) && !self.words.contains(word) {
                self.words.insert(word.to_owned());
            }
        }
    }

    pub fn has(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let stem = |end: &str| word.strip_suffix(end).is_some_and(|stem| self.words.contains(stem));
        self.words.contains(&word) || stem("s") || stem("'s") || stem("es")
    }
}
