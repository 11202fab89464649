using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>
/// Two references that have types of the same names, one of them reached by an extern alias. Emitted code begins names with
/// <c>global::</c>, so it means the other one: what is behind the alias is refused at a place, never replaced.
/// </summary>
public sealed class ExternAliasTests
{
    private const string Library = """
        namespace Lib;
        public sealed record Thing(int Size);
        public interface IService;
        public enum Kind { One, Two }
        public class Generic<T>;
        [ProductBlock("block")] public sealed partial class Block : ProductBlock { public int Size { get; set; } }
        [Product("lib")] public sealed partial class Product : SubscriptionModel;
        public abstract class BlockBase : ProductBlock { public int Inherited { get; set; } }
        public static partial class Steps { [Step("Push")] public static void Push() { } [ExternalSystemSteps] public static StepList Chain => Begin >> Push; }
        public class FlowBase { public static StepList Inherited => Begin; }
        """;

    private static readonly Lazy<(MetadataReference East, MetadataReference West)> Libraries = new(static () =>
        (Build("East"), Build("West"))
    );

    public static TheoryData<string> Sources =>
        [
            """public static partial class Flow { [Step("S")] static void S(east::Lib.Thing {|ORCH3002:thing|}, List<east::Lib.Thing> {|ORCH3002:things|}, east::Lib.IService {|ORCH3002:service|}, east::Lib.Kind {|ORCH3002:kind|} = east::Lib.Kind.Two) { } }""",
            """public static partial class Flow { [Step("S")] static void S(Lib.Thing thing, List<Lib.Thing> things, Lib.IService service, Lib.Kind kind = Lib.Kind.Two, int number = (int)east::Lib.Kind.Two) { } }""",
            """public static partial class Flow { [Step("S")] static east::Lib.Thing {|ORCH1002:S|}() => new(1); [Step("T")] static async Task<(east::Lib.Thing A, int B)> {|ORCH1002:T|}() { await Task.Yield(); return (new(1), 2); } }""",
            """public sealed record Result(east::Lib.Thing Inner); public static partial class Flow { [Step("S")] static Result S() => new(new(1)); [Step("T")] static void T(Result result) { } }""",
            """public static partial class Flow { [Step("S")] static east::Lib.Product {|ORCH1002:S|}(east::Lib.Product {|ORCH3002:subscription|}) => subscription; [ValidateWorkflow({|ORCH1004:typeof(east::Lib.Product)|}, "V")] public static StepList ValidateIt() => Begin >> S; }""",
            """public static partial class Flow { [ValidateWorkflow(typeof(Node), "V", AlsoFor = {|ORCH1004:new[] { typeof(east::Lib.Product) }|})] public static StepList ValidateIt() => Begin; }""",
            """public static partial class Flow { [ModifyWorkflow(typeof(Node), "M")] public static StepList {|ORCH2008:ModifyNode|}() => Begin >> east::Lib.Steps.Chain; }""",
            """public static partial class Flow { [ModifyWorkflow(typeof(Node), "M")] public static StepList ModifyNode() => Begin >> Lib.Steps.Chain; }""",
            """public static partial class Flow { [Step("S")] static void S([FromKeyedServices(typeof(east::Lib.Thing))] IDisposable {|ORCH3002:one|}, [FromKeyedServices(east::Lib.Kind.Two)] IDisposable {|ORCH3002:two|}, [FromKeyedServices(typeof(Lib.Thing))] IDisposable three) { } }""",
            """[Product("p")] public sealed partial class P : SubscriptionModel { public east::Lib.Block {|ORCH4001:One|} { get; set; } = new(); public List<east::Lib.Block> {|ORCH4001:Many|} { get; set; } = []; }""",
            """[ProductBlock("b")] public sealed partial class B : ProductBlock { public east::Lib.Kind {|ORCH4001:Kind|} { get; set; } [OneOf(typeof(east::Lib.Block), typeof(Lib.Block))] public ProductBlock? {|ORCH4001:Any|} { get; set; } public Lib.Block? Block { get; set; } }""",
            """[ProductBlock("b")] public sealed partial class B : east::Lib.BlockBase { public int Size { get; set; } }""",
            """public sealed partial class Flow : east::Lib.FlowBase { [ModifyWorkflow(typeof(Node), "M", Reconcile = false)] public static StepList ModifyNode() => Begin >> Inherited; } public class Own<T>; public partial class Other : Own<east::Lib.Thing> { [Step("S")] static void S() { } }""",
            """public sealed record Page : FormPage { public east::Lib.Kind Kind { get; init; } } public static partial class Flow { static async Task<Page> Ask(FormSession form) => await form.AskAsync<Page>(); static async Task<(Page P, east::Lib.Thing T)> Tell(FormSession form) => (await form.AskAsync<Page>(), new(1)); [ValidateWorkflow(typeof(Node), "V", InputForm = nameof(Ask))] public static StepList ValidateNode() => Begin; [ValidateWorkflow(typeof(Node), "W", InputForm = {|ORCH1004:nameof(Tell)|})] public static StepList WatchNode() => Begin; }""",
        ];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task What_emitted_code_would_take_for_another_type_is_refused_and_all_else_compiles(string source)
    {
        var (east, west) = Libraries.Value;
        var options = RunOptions.Default with { MoreReferences = [east.WithAliases(["east"]), west] };
        var text =
            "extern alias east;\nusing Microsoft.Extensions.DependencyInjection;\n"
            + GeneratorTest.Author(
                $$"""namespace App; [Product("node")] public sealed partial class Node : SubscriptionModel; {{source}}"""
            );

        var found = await AnalyzerTest.VerifyAsync(options, text);

        Assert.All(found, static diagnostic => Assert.DoesNotContain("''", diagnostic.GetMessage(), StringComparison.Ordinal));
        _ = GeneratorTest.Run(options, AnalyzerTest.Unmark(text));
    }

    [Fact]
    public void A_reference_that_has_the_global_alias_too_is_named_through_it() =>
        GeneratorTest.Run(
            RunOptions.Default with
            {
                MoreReferences = [Libraries.Value.East.WithAliases(["global", "east"])],
            },
            "extern alias east;\n"
                + GeneratorTest.Author(
                    """namespace App; public static partial class Flow { [Step("S")] static void S(east::Lib.Thing thing) { } }"""
                )
        );

    [Fact]
    public void A_type_that_a_reference_has_too_is_the_projects_own_and_the_emitted_file_warns_of_nothing()
    {
        const string mine = "#pragma warning disable CS0436\n";
        var run = GeneratorTest.Run(
            RunOptions.Default with
            {
                MoreReferences = [Libraries.Value.West],
            },
            mine
                + GeneratorTest.Author(
                    """namespace App; public static partial class Flow { [Step("S")] static (Lib.Thing A, int B) S(Lib.Thing thing) => (thing, thing.Mine); [ValidateWorkflow(typeof(Lib.Product), "V")] public static StepList ValidateIt() => Begin >> S >> Lib.Steps.Pull; }"""
                ),
            mine
                + GeneratorTest.Author(
                    """namespace Lib; public sealed record Thing(int Mine); [Product("lib")] public sealed partial class Product : SubscriptionModel { public Block Block { get; set; } = new(); } [ProductBlock("block")] public sealed partial class Block : ProductBlock; public static partial class Steps { [Step("Pull")] internal static void Pull() { } }"""
                )
        );

        Assert.Contains("call.Value<global::Lib.Thing>", run.File("App.Flow.g.cs"), StringComparison.Ordinal);
    }

    private static MetadataReference Build(string name) =>
        GeneratorTest.Run(RunOptions.Default with { AssemblyName = name }, GeneratorTest.Author(Library)).ToReference();
}
