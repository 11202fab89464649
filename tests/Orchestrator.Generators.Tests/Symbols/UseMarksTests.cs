using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class UseMarksTests
{
    private const string Usings = "using System; using System.Diagnostics.CodeAnalysis; using System.ComponentModel.DataAnnotations;\n";

    [Theory]
    [InlineData("", "[Obsolete(\"x\", true)] public int Value { get; set; }")]
    [InlineData("", "[Range(1, 2), Obsolete] public int Value { get; set; }")]
    [InlineData("", "[System.ObsoleteAttribute] public int Value { get; set; }")]
    [InlineData("", "[global::System.Diagnostics.CodeAnalysis.Experimental(\"X1\")] public int Value { get; set; }")]
    [InlineData("", "[property: Obsolete] public int Value { get; set; }")]
    [InlineData("", "[RequiresUnreferencedCode(\"x\")] public int Value;")]
    [InlineData("using Gone = System.ObsoleteAttribute;", "[Gone] public int Value { get; set; }")]
    [InlineData("using GoneAttribute = System.ObsoleteAttribute;", "[Gone] public int Value { get; set; }")]
    [InlineData("global using Gone = System.ObsoleteAttribute;", "[Gone] public int Value { get; set; }")]
    [InlineData("using S = System;", "[S::Obsolete] public int Value { get; set; }")]
    public void A_declaration_with_an_attribute_that_is_reported_at_each_use_may_have_it(string directive, string member) =>
        Assert.True(MayHave($"{directive} {Usings} class Page {{ {member} }}"));

    [Theory]
    [InlineData(
        "namespace Space { using Gone = System.ObsoleteAttribute; class Page { [Gone] public int Value { get; set; } } }",
        "Space.Page"
    )]
    [InlineData("record Page([property: Obsolete] int Value);", "Page")]
    [InlineData(
        "partial class Page { public partial int Value { get; } } partial class Page { [Obsolete] public partial int Value => 1; }",
        "Page"
    )]
    public void It_is_found_in_namespaces_parameters_and_other_parts(string source, string type) =>
        Assert.True(MayHave(Usings + source, type));

    [Theory]
    [InlineData("", "public int Value { get; set; }")]
    [InlineData("", "[Range(1, 100)] public int Value { get; set; }")]
    [InlineData("using Other = System.ObsoleteAttribute;", "[Required, Range(1, 100)] public int Value { get; set; }")]
    [InlineData("", "[Display(Name = \"Obsolete\")] public int Value => 1;")]
    public void A_declaration_with_other_attributes_has_none(string directive, string member) =>
        Assert.False(MayHave($"{directive} {Usings} class Page {{ {member} }}"));

    [Theory]
    [InlineData("[Obsolete] get => 1;", true)]
    [InlineData("get => 1;", false)]
    public void An_accessor_is_asked_for_itself(string accessor, bool expected)
    {
        var (property, reader) = Find($"{Usings} class Page {{ [Range(1, 2)] public int Value {{ {accessor} }} }}", "Page");

        Assert.Equal(expected, UseMarks.Of(reader).MayHave(((IPropertySymbol)property).GetMethod!));
        Assert.False(UseMarks.Of(reader).MayHave(property));
    }

    [Fact]
    public void What_another_project_declares_is_left_to_its_attributes()
    {
        var (property, _) = Find(
            "global using Gone = System.ObsoleteAttribute; public class Page { [Gone] public int Value => 1; }",
            "Page"
        );
        var (_, reader) = Find("class Page { public int Value => 1; }", "Page");

        Assert.True(UseMarks.Of(reader).MayHave(property));
    }

    private static bool MayHave(string source, string type = "Page")
    {
        var (member, reader) = Find(source, type);
        return UseMarks.Of(reader).MayHave(member);
    }

    private static (ISymbol Member, CompilationReader Reader) Find(string source, string type)
    {
        var compilation = GeneratorTest.Compile(RunOptions.Default, source);
        return (compilation.GetTypeByMetadataName(type)!.GetMembers("Value").Single(), CompilationReader.Of(compilation));
    }
}
