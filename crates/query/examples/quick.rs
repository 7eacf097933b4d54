use jobsearch_analysis::Analyzer;
use jobsearch_engine::*;
use jobsearch_posting::*;
use jobsearch_vocabulary::*;
use std::io::BufRead;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let dir = std::path::Path::new(&a[1]);
    if a[2] == "index" {
        let mut w = jobsearch_engine_tantivy::write(dir).unwrap();
        let an = Analyzer::new();
        let voc = Vocabulary::new();
        let mut h = 0u64;
        for f in &a[3..] {
            for l in std::io::BufReader::new(std::fs::File::open(f).unwrap()).lines() {
                let v: serde_json::Value = serde_json::from_str(&l.unwrap()).unwrap();
                let s = |k: &str| v[k].as_str().map(str::to_owned);
                let mut p = Posting { id: s("id").unwrap(), title: s("title").unwrap_or_default(), company: s("company"), ..Default::default() };
                if let Some(d) = s("description") { p.sections.push(Section { text: d, ..Default::default() }); }
                let country = match s("country").as_deref() { Some(c) if c.len() == 2 => Country::new(c), _ => None };
                if let Some(l) = s("location_raw") {
                    for loc in locations::resolve(&l, country) { p.facts.locations.push(Fact { value: loc, raw: l.clone(), origin: Origin::Given("x".into()) }); }
                }
                for (k, t) in [("c", s("contract")), ("t", s("title"))] {
                    let Some(t) = t else { continue };
                    for m in longest(voc.contract_mentions(&an.tokens(&t))) {
                        if m.certainty < if k == "c" { 0.3 } else { 0.8 } { continue; }
                        if k == "t" && !p.facts.contracts.is_empty() { continue; }
                        if let Meaning::Contract(kind) = m.meaning {
                            p.facts.contracts.push(Fact { value: Contract { kind, months: None }, raw: t.clone(), origin: Origin::Given("x".into()) });
                        }
                    }
                }
                if let Some(d) = s("published") { p.posted = Day::parse_iso(&d); }
                h += 1;
                w.add(PreparedPosting { posting: p, file: f.clone(), content_hash: h.wrapping_mul(0x9E3779B97F4A7C15), cluster: h }).unwrap();
            }
        }
        w.commit("x").unwrap();
        return;
    }
    let e = jobsearch_engine_tantivy::open(dir).unwrap();
    if a[2] == "eval" {
        let j = jobsearch_query::evaluate::Judgments::read(&std::fs::read_to_string("/work/shared/eval/queries.tsv").unwrap(), &std::fs::read_to_string("/work/shared/eval/qrels.tsv").unwrap()).unwrap();
        let o = jobsearch_query::Options { limit: 50, fold_copies: false, highlights: false, ..Default::default() };
        let t = std::time::Instant::now();
        let mut out = String::new();
        for s in jobsearch_query::evaluate::score(&j, |q| match jobsearch_query::search(&e, &q.text, &o) { Ok(r) => { r.found.into_iter().map(|f| { out += &format!("{}\t{}\t{:?}\t{:.1}\n", q.id, f.posting.id, f.tier, f.score); f.posting.id }).collect() }, Err(x) => { eprintln!("{} {x}", q.text); vec![] } }) {
            println!("{:22}{:5}{:9.3}{:8.3}{:7.3}", s.set, s.queries, s.ndcg, s.mrr, s.recall);
        }
        eprintln!("{:?}", t.elapsed());
        std::fs::write("/tmp/run.tsv", out).unwrap();
    } else {
        println!("{}", jobsearch_query::explain(&e, &a[2], &Default::default()).unwrap());
    }
}
