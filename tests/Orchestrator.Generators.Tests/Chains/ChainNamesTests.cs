using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class ChainNamesTests
{
    private const string Members = """
        static StepList Chain => Begin;
        static StepList Method() => Begin;
        static readonly StepList Field = Begin;
        static StepList Many() => Begin;
        static StepList Many(int x) => Begin;
        static StepList Generic<T>() => Begin;
        static StepList Color => Begin;
        [Step("P")] static void Push() { }
        static StepList Build(StepList Chain) => Chain;
        static int Count(object value) => 1;
        static StepList Take(int x) => Begin;
        static StepList Run(Func<StepList, StepList> make) => make(Begin);
        """;

    [Theory]
    [InlineData("=> Begin >> Chain >> Method() >> Field >> Push;", "Begin, Chain, Method, Field")]
    [InlineData("=> Begin >> Opened >> OpenedMethod();", "Begin, Opened, OpenedMethod")]
    [InlineData("=> Begin >> Other.Chain >> Other.Method() >> Other.Tell;", "Begin, Chain, Method")]
    [InlineData("=> Begin >> Alias.Chain >> Space.Deep.Chain >> global::Other.Chain;", "Begin, Chain, Chain, Chain")]
    [InlineData("=> Begin >> SetStatus(SubscriptionLifecycle.Active) >> Chain;", "Begin, Chain")]
    [InlineData("=> Begin >> SetStatus((SubscriptionLifecycle)Count(Other.Chain)) >> Chain;", "Begin, Chain, Chain")]
    [InlineData("=> Begin >> Take(Other.Chain.GetHashCode()) >> Take(Color.Red.Chain);", "Begin, Chain, Color")]
    [InlineData("=> Begin >> Color.Append(Push);", "Begin, Color")]
    [InlineData("=> Begin >> Color.Red.Chain;", "Begin, Color")]
    [InlineData("=> Begin >> Many();", "Begin, Many")]
    [InlineData("=> Begin >> Generic<int>();", "Begin")]
    [InlineData("=> Begin >> Build(Chain: Field);", "Begin, Field")]
    [InlineData("=> Begin >> Run(Chain => Chain);", "Begin")]
    [InlineData("=> Begin >> (\"x\" is var Chain ? Field : Method());", "Begin, Field, Method")]
    [InlineData("{ var Chain = Method(); return Chain >> Field; }", "Method, Field")]
    [InlineData("{ StepList Chain() => Field; return Begin >> Chain(); }", "Field, Begin")]
    [InlineData("{ foreach (var Chain in new[] { Field }) return Chain; return Begin; }", "Field, Begin")]
    [InlineData("=> Count(nameof(Chain)) > 0 ? Begin : Field;", "Chain, Begin, Field")]
    [InlineData("=> new Holder { Chain = Field }.Chain;", "Field")]
    [InlineData("=> (StepList)Field;", "Field")]
    [InlineData("=> Begin >> typeof(Chained).Name.Length switch { 1 => Chain, _ => Field };", "Begin, Chain, Field")]
    public void A_name_is_the_chain_that_the_compiler_binds_it_to(string body, string expected)
    {
        Check("static class Workflows", body, "Workflows", expected);
    }

    [Theory]
    [InlineData("static class Outer { static StepList Near => Begin; static class Workflows", "Outer+Workflows", "}")]
    [InlineData("class Base { protected static StepList Near => Begin; } class Workflows : Base", "Workflows", "")]
    public void A_chain_of_a_type_around_or_below_is_found_too(string head, string type, string end)
    {
        Check(head, "=> Begin >> Near >> Chain;", type, "Begin, Near, Chain", end);
    }

    private static void Check(string head, string body, string type, string expected, string end = "")
    {
        var token = TestContext.Current.CancellationToken;
        var compilation = GeneratorTest.Compile(
            RunOptions.Default,
            "using static Opener; using Alias = Other;\n"
                + GeneratorTest.Author(
                    $$"""
                    static class Opener
                    {
                        internal static StepList Opened => Begin;
                        internal static StepList OpenedMethod() => Begin;
                        private static StepList Chain => Begin;
                    }

                    static class Other
                    {
                        internal static StepList Chain => Begin;
                        internal static StepList Method() => Begin;
                        [Step("T")] internal static void Tell() { }
                    }

                    namespace Space { static class Deep { internal static StepList Chain => Begin; } }

                    class Color { internal static Color Red => new(); internal int Chain => 1; }
                    class Holder { internal StepList Chain { get; set; } = Begin; }
                    class Chained;

                    {{head}}
                    {
                        {{Members}}
                        static StepList Workflow() {{body}}
                    }
                    {{end}}
                    """
                )
        );
        var reader = CompilationReader.Of(compilation);
        var chains = ChainReader.Of(reader);
        var member = compilation.GetTypeByMetadataName(type)!.GetMembers("Workflow").Single();
        var declaration = (MethodDeclarationSyntax)member.DeclaringSyntaxReferences.Single().GetSyntax(token);
        var root = (SyntaxNode?)declaration.ExpressionBody?.Expression ?? declaration.Body!;
        var model = compilation.GetSemanticModel(root.SyntaxTree);
        var names = new ChainNames(member, root, model, OpenedTypes.Of(reader).At(root));
        var used = root.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().ToList();

        var bound = used.Select(name => model.GetSymbolInfo(name, token).Symbol)
            .Select(symbol => symbol is not null && chains.IsChain(symbol) ? symbol : null);
        var found = used.Select(name => names.FindChain(name, chains.IsChain, token)).ToList();

        Assert.Equal(bound, found, SymbolEqualityComparer.Default);
        Assert.Equal(expected, string.Join(", ", found.OfType<ISymbol>().Select(static symbol => symbol.Name)));
    }
}
