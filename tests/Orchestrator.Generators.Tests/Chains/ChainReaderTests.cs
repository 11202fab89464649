using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class ChainReaderTests
{
    [Theory]
    [InlineData("=> Begin;", "")]
    [InlineData("=> StepList.Empty;", "")]
    [InlineData("=> Begin >> Push;", "Step Push")]
    [InlineData("=> Begin >> Other.Tell;", "Step Tell")]
    [InlineData("=> Orchestrator.Workflow.Begin >> Ask;", "InputStep Ask")]
    [InlineData("=> Begin >> Plain;", "UnmarkedMethod Plain")]
    [InlineData("=> Begin >> Overloaded;", "OverloadedMethod Overloaded")]
    [InlineData("=> Begin >> SetStatus(SubscriptionLifecycle.Active);", "StepValue SetStatus")]
    [InlineData("=> Begin >> StoreProcessSubscription;", "StepValue StoreProcessSubscription")]
    [InlineData("=> Begin >> Property >> Method() >> Field;", "Chain Property, Chain Method, Chain Field")]
    [InlineData("=> (Begin >> (Push >> Property));", "Step Push, Chain Property")]
    [InlineData("=> Begin >> (Begin >> Push >> Ask) >> Property;", "Step Push, InputStep Ask, Chain Property")]
    [InlineData("{ return Begin >> Push; }", "Step Push")]
    [InlineData("=> Begin >> Computed(1);", "Unreadable Computed")]
    [InlineData("=> Begin >> (() => { });", "Unreadable ")]
    [InlineData("=> Begin >> (1 > 0 ? Property : Begin);", "Unreadable ")]
    [InlineData("=> Begin >> Missing >> Push;", "Unreadable , Step Push")]
    public void A_chain_is_read_as_its_operands(string body, string expected)
    {
        var (reader, member) = Read(body);

        var operands = reader.Read(member, TestContext.Current.CancellationToken);

        Assert.Equal(expected, string.Join(", ", operands!.Value.Select(static operand => $"{operand.Kind} {operand.Symbol?.Name}")));
    }

    [Fact]
    public void A_chain_that_is_built_in_statements_is_not_read()
    {
        var (reader, member) = Read("{ var list = Begin; return list >> Push; }");

        Assert.Null(reader.Read(member, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_chain_of_a_referenced_project_is_not_read()
    {
        var library = GeneratorTest.Compile(
            new RunOptions { AssemblyName = "Library" },
            GeneratorTest.Author("public static class Shared { public static StepList Chain => Begin; }")
        );
        var compilation = GeneratorTest.Compile(new RunOptions { MoreReferences = [library.ToMetadataReference()] }, "");
        var chain = compilation.GetTypeByMetadataName("Shared")!.GetMembers("Chain").Single();

        Assert.Null(ChainReader.Of(CompilationReader.Of(compilation)).Read(chain, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("static StepList Chain { get { return Begin >> Push; } }")]
    [InlineData("static StepList Chain { get => Begin >> Push; }")]
    [InlineData("static StepList Chain { get; } = Begin >> Push;")]
    [InlineData("static readonly StepList Chain = Begin >> Push;")]
    [InlineData("static partial StepList Chain { get; } static partial StepList Chain => Begin >> Push;")]
    [InlineData("internal static partial StepList Chain(); internal static partial StepList Chain() => Begin >> Push;")]
    public void A_chain_is_read_however_it_is_declared(string declaration)
    {
        var (reader, member) = Read("=> Begin;", declaration, "Chain");

        Assert.Equal(ChainOperandKind.Step, Assert.Single(reader.Read(member, TestContext.Current.CancellationToken)!.Value).Kind);
    }

    [Fact]
    public void A_very_long_chain_is_read()
    {
        var (reader, member) = Read("=> Begin" + string.Concat(Enumerable.Repeat(" >> Push", 1000)) + ";");

        Assert.Equal(1000, reader.Read(member, TestContext.Current.CancellationToken)!.Value.Length);
    }

    [Fact]
    public void Chains_that_use_each_other_end()
    {
        var (reader, member) = Read(
            "=> A >> B;",
            "static StepList A => B >> Marked; static StepList B => A; [ExternalSystemSteps] static StepList Marked => A;"
        );

        Assert.Equal(
            ["Marked"],
            reader
                .FindExternalSystemSteps((IMethodSymbol)member, TestContext.Current.CancellationToken)
                .Select(static use => use.Chain.Name)
        );
    }

    [Fact]
    public void Types_that_are_defined_twice_are_still_known()
    {
        const string copy = "namespace Orchestrator { public sealed class StepList; internal sealed class Step; }";
        var library = GeneratorTest.Compile(new RunOptions { AssemblyName = "Copy" }, copy);
        var compilation = GeneratorTest.Compile(new RunOptions { MoreReferences = [library.ToMetadataReference()] }, "");

        Assert.Null(compilation.GetTypeByMetadataName("Orchestrator.StepList"));
        Assert.Equal("Orchestrator.Runtime", CompilationReader.Of(compilation).Known.StepList!.ContainingAssembly.Name);
        Assert.Equal("Orchestrator.Runtime", CompilationReader.Of(compilation).Known.Step!.ContainingAssembly.Name);
    }

    private static (ChainReader Reader, ISymbol Member) Read(string body, string more = "", string member = "Workflow")
    {
        var compilation = GeneratorTest.Compile(
            RunOptions.Default,
            GeneratorTest.Author(
                $$"""
                static class Other { [Step("T")] internal static void Tell() { } }

                static partial class Workflows
                {
                    [Step("P")] static void Push(int speed = 1) { }
                    [InputStep("A", "NOC")] static Task Ask(FormSession form) => Task.CompletedTask;
                    static void Plain() { }
                    static void Overloaded() { }
                    static void Overloaded(int x) { }
                    static StepList Property => Begin;
                    static StepList Method() => Begin;
                    static readonly StepList Field = Begin;
                    static StepList Computed(int x) => Begin;
                    static StepList Workflow() {{body}}
                    {{more}}
                }
                """
            )
        );
        return (
            ChainReader.Of(CompilationReader.Of(compilation)),
            compilation.GetTypeByMetadataName("Workflows")!.GetMembers(member).First()
        );
    }
}
