//! A style sheet as a flat list of its declarations, each with the rule and the conditions around it.
//!
//! cssparser reads by the grammar of CSS Syntax 3; what it cannot read, a browser skips as well.

use std::ops::Range;

use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState, QualifiedRuleParser,
    RuleBodyItemParser, RuleBodyParser,
};

/// One declaration, such as `color: red`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration<'c> {
    /// The selectors it is for, such as `h1,h2`; empty in at-rules such as `@font-face`.
    pub selectors: &'c str,
    /// The at-rules around it, such as `@media print`.
    pub conditions: String,
    /// Which block of declarations it stands in, counted from 0.
    pub block: usize,
    /// The property, in small letters.
    pub property: String,
    /// Its value, as it is written.
    pub value: &'c str,
    /// Where it stands in the style sheet.
    pub at: Range<usize>,
}

impl Declaration<'_> {
    /// Whether it is for paper alone.
    pub fn is_for_print(&self) -> bool {
        self.conditions.contains("print")
    }
}

/// Reads a style sheet.
pub fn read(css: &str) -> Vec<Declaration<'_>> {
    let mut reader = Reader { css, ..Reader::default() };
    let mut input = Parser::new(css);
    for _ in RuleBodyParser::new(&mut input, &mut reader) {}
    reader.found
}

#[derive(Default)]
struct Reader<'c> {
    css: &'c str,
    selectors: &'c str,
    conditions: Vec<&'c str>,
    blocks: usize,
    block: usize,
    found: Vec<Declaration<'c>>,
}

impl<'c> Reader<'c> {
    /// What is left of the input.
    fn rest(&self, input: &mut Parser<'c>) -> &'c str {
        let start = input.position().byte_index();
        while input.next().is_ok() {}
        self.css.get(start..input.position().byte_index()).unwrap_or_default().trim()
    }

    fn body(&mut self, input: &mut Parser<'c>) {
        let outer = self.block;
        self.block = self.blocks;
        self.blocks += 1;
        for _ in RuleBodyParser::new(input, self) {}
        self.block = outer;
    }
}

impl<'c> DeclarationParser<'c> for Reader<'c> {
    type Declaration = ();
    type Error = ();

    fn parse_value(
        &mut self,
        name: CowRcStr<'c>,
        input: &mut Parser<'c>,
        start: &ParserState,
    ) -> Result<(), ParseError<()>> {
        let value = self.rest(input);
        let at = start.position().byte_index()..input.position().byte_index();
        self.found.push(Declaration {
            selectors: self.selectors,
            conditions: self.conditions.join(" "),
            block: self.block,
            property: name.to_ascii_lowercase(),
            value,
            at,
        });
        Ok(())
    }
}

impl<'c> QualifiedRuleParser<'c> for Reader<'c> {
    type Prelude = &'c str;
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Parser<'c>) -> Result<&'c str, ParseError<()>> {
        Ok(self.rest(input))
    }

    fn parse_block(
        &mut self,
        selectors: &'c str,
        _: &ParserState,
        input: &mut Parser<'c>,
    ) -> Result<(), ParseError<()>> {
        let outer = std::mem::replace(&mut self.selectors, selectors);
        self.body(input);
        self.selectors = outer;
        Ok(())
    }
}

impl<'c> AtRuleParser<'c> for Reader<'c> {
    type Prelude = &'c str;
    type AtRule = ();
    type Error = ();

    fn parse_prelude(
        &mut self,
        name: CowRcStr<'c>,
        input: &mut Parser<'c>,
    ) -> Result<&'c str, ParseError<()>> {
        let end = input.position().byte_index();
        self.rest(input);
        let start = end.saturating_sub(name.len() + 1);
        Ok(self.css.get(start..input.position().byte_index()).unwrap_or_default().trim())
    }

    fn rule_without_block(&mut self, _: &'c str, _: &ParserState) -> Result<(), ()> {
        Ok(())
    }

    fn parse_block(
        &mut self,
        condition: &'c str,
        _: &ParserState,
        input: &mut Parser<'c>,
    ) -> Result<(), ParseError<()>> {
        self.conditions.push(condition);
        self.body(input);
        self.conditions.pop();
        Ok(())
    }
}

impl<'c> RuleBodyItemParser<'c, (), ()> for Reader<'c> {
    fn parse_declarations(&self) -> bool {
        !self.selectors.is_empty() || self.conditions.last().is_some_and(|rule| !is_group(rule))
    }

    fn parse_qualified(&self) -> bool {
        true
    }
}

/// Whether an at-rule holds rules and no declarations of its own.
fn is_group(rule: &str) -> bool {
    ["@media", "@supports", "@layer", "@container", "@scope", "@keyframes"]
        .iter()
        .any(|group| rule.starts_with(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_rules_in_rules() {
        let css = "/* a */h1,h2{Color:red;width:calc(1px + 2px)!important}\n@media print{@page{margin:1cm}p{top:0}}@import url(x);b{left:0;i{right:0}}";
        let found = read(css);
        let lines: Vec<String> = found
            .iter()
            .map(|d| format!("{}|{}|{}|{}={}", d.block, d.conditions, d.selectors, d.property, d.value))
            .collect();
        assert_eq!(
            lines,
            [
                "0||h1,h2|color=red",
                "0||h1,h2|width=calc(1px + 2px)!important",
                "2|@media print @page||margin=1cm",
                "3|@media print|p|top=0",
                "4||b|left=0",
                "5||i|right=0",
            ]
        );
        assert_eq!(&css[found[0].at.clone()], "Color:red");
    }
}
