using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch1011Tests
{
    private const string Common = """
        using System;
        using Orchestrator;
        using static Orchestrator.Workflow;
        using static App.Factory;

        namespace App;

        public static class Factory
        {
            public static object Create(Guid product, string customerId) => (product, customerId);
            public static object AsActive() => "mine";
            public static StepList ReconcileNode() => Begin;
            public static object OrchestratorBindings => "mine";
            public static object Make(Func<Guid, string, object> create) => create;
        }

        [ProductBlock("b")] public sealed partial class B : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? N { get; set; } }

        """;

    private const string Modify = """
            [Step("S")] static void S() { }
            [ExternalSystemSteps] static StepList Chain => Begin >> S;
            [ModifyWorkflow(typeof(Node), "Modify node")] public static StepList ModifyNode() => Begin >> Chain;

        """;

    private const string Node =
        """[Product("n")] public sealed partial class Node : SubscriptionModel { public B Block { get; set; } = new(); """;

    /// <summary>A product whose class other files open.</summary>
    private const string Opened = Node + "}";

    [Theory]
    [InlineData(
        Node + """public static object Entry(Guid id) => {|ORCH1011:Create|}(id, "c"); }""",
        "'Create' is here the member that the build emits into 'Node', which hides 'Factory.Create'. Qualify it: write "
            + "'Node.Create' for the emitted one."
    )]
    [InlineData(Node + """public static object Entry() => Make({|ORCH1011:Create|}); }""", "hides 'Factory.Create'")]
    [InlineData(Node + """public object Entry() => {|ORCH1011:AsActive|}(); }""", "write 'this.AsActive' for the emitted one")]
    [InlineData(
        Node
            + "} public static partial class Flow {\n"
            + Modify
            + "public static StepList More() => Begin >> {|ORCH1011:ReconcileNode|}(); }",
        "'ReconcileNode' is here the member that the build emits into 'Flow', which hides 'Factory.ReconcileNode'"
    )]
    [InlineData(
        Node
            + "} public static partial class Flow {\n"
            + Modify
            + "internal static class Inner { internal static object Use() => nameof({|ORCH1011:OrchestratorBindings|}); } }",
        "hides 'Factory.OrchestratorBindings'"
    )]
    [InlineData(
        """public static partial class Outer { private static object Create(params object[] parts) => parts; """
            + Node
            + """public static object Entry(Guid id) { return {|ORCH1011:Create|}(id, "c"); } } }""",
        "hides 'Outer.Create'"
    )]
    [InlineData(
        """public abstract class Base : SubscriptionModel { protected static object Create(Guid id, string text) => text; } [Product("n")] public sealed partial class Node : Base { public static object Entry(Guid id) => {|ORCH1011:Create|}(id, "c"); }""",
        "hides 'Base.Create'"
    )]
    public async Task A_name_that_means_an_emitted_member_and_would_be_another_one_is_reported(string source, string problem)
    {
        var found = Assert.Single(await AnalyzerTest.VerifyAsync(Common + source));

        Assert.Contains(problem, found.GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        Node
            + """public static object Entry(Guid id) => Factory.Create(id, "c"); public static Node New(Guid id) => Node.Create(id, "c"); public object Seen() => this.AsActive(); }"""
    )]
    [InlineData(Node + """public static object Entry(Guid id) { object Create(Guid a, string b) => b; return Create(id, "c"); } }""")]
    [InlineData(
        Node
            + """public static Node Create(Guid id, string customer) => CreateModel(new Node(), id, customer); public static Node Entry(Guid id) => Create(id, "c"); }"""
    )]
    [InlineData(
        Node
            + """[System.CodeDom.Compiler.GeneratedCode("Another", "1.0")] private static object Make(int size) => size; public static object Use() => Make(1); }"""
    )]
    public async Task What_is_qualified_or_means_what_it_did_is_fine(string source) =>
        Assert.Empty(await AnalyzerTest.VerifyAsync(Common + source));

    [Theory]
    [InlineData(
        "using static App.Node; using static App.Factory;",
        """namespace Elsewhere; static class User { static object Use(Guid id) => {|ORCH1011:Create|}(id, "c"); }"""
    )]
    [InlineData(
        "",
        """namespace Elsewhere { using static App.Node; using static App.Factory; static class User { static object Use(Guid id) { object Local() => {|ORCH1011:Create|}(id, "c"); return Local(); } } }"""
    )]
    [InlineData(
        "using static App.Factory;",
        """namespace Elsewhere { using static App.Node; static class User { static object Use(Guid id) => {|ORCH1011:Create|}(id, "c"); } }"""
    )]
    [InlineData(
        "global using static App.Node; using static App.Factory;",
        """namespace Elsewhere; static class User { static object Use(Guid id) => {|ORCH1011:Create|}(id, "c"); }"""
    )]
    [InlineData(
        "using Opened = App.Node;",
        """namespace Elsewhere { using static Opened; using static App.Factory; static class User { static object Use(Guid id) => {|ORCH1011:Create|}(id, "c"); } }"""
    )]
    [InlineData(
        "",
        """namespace Elsewhere { class Active; namespace Inner { using static App.Node; static class User { static object? Use({|ORCH1011:Active|} active) => active; } } }"""
    )]
    public async Task A_name_that_using_static_of_a_class_in_another_file_gives_an_emitted_meaning_is_reported(string usings, string use)
    {
        var found = await AnalyzerTest.VerifyAsync(Common + Opened, "using System;\n" + usings + "\n" + use);

        Assert.Contains("'Node', which hides '", Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_global_using_of_another_file_opens_a_class_as_well() =>
        await AnalyzerTest.VerifyAsync(
            Common + Opened,
            "global using static App.Node;",
            """namespace Elsewhere { using static App.Factory; static class User { static object Use(System.Guid id) => Create(id, "c"); } }""",
            """using static App.Factory; namespace Elsewhere { static class Other { static object Use(System.Guid id) => {|ORCH1011:Create|}(id, "c"); } }"""
        );

    [Theory]
    [InlineData("using static App.Node;", """static object Use(Guid id) => Create(id, "c");""")]
    [InlineData("using static App.Node; using static App.Factory;", """static object Use(Guid id) => App.Node.Create(id, "c");""")]
    [InlineData("using static App.Factory;", """static object Use(Guid id) => Create(id, "c");""")]
    [InlineData(
        "using static App.Node; using static App.Factory;",
        """static object Use(Guid id) => Create(id); static object Create(Guid id) => id;"""
    )]
    [InlineData("using static App.Node; using static App.Factory;", """static object Use() => Make(static (id, name) => name);""")]
    [InlineData("using static App.Node;", """static object? Use(Active active) => active;""")]
    public async Task What_using_static_gives_no_other_meaning_is_fine(string usings, string members) =>
        Assert.Empty(
            await AnalyzerTest.VerifyAsync(
                Common + Opened,
                $"using System;\n{usings}\nnamespace Elsewhere;\nstatic class User {{ {members} }}"
            )
        );

    [Fact]
    public async Task A_hidden_method_that_does_not_take_the_arguments_was_not_meant_and_that_is_fine() =>
        Assert.Empty(
            await AnalyzerTest.VerifyAsync(
                Sources.Products.Replace(
                    """[Product("b")] public sealed partial class B : SubscriptionModel;""",
                    """public static partial class Outer { internal static object Create(string name) => name; [Product("b")] public sealed partial class B : SubscriptionModel { public static B Entry(Guid id) => Create(id, "c"); } }""",
                    StringComparison.Ordinal
                )
            )
        );

    [Fact]
    public void A_public_Create_of_a_base_class_is_kept()
    {
        const string source =
            """public abstract class Base : SubscriptionModel { public static object Create(Guid id, string text) => text; } [Product("n")] public sealed partial class Node : Base;""";

        Assert.DoesNotContain(" Create(", GeneratorTest.Run(Common + source).File("Node.Mapping.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Common
                + """
                #pragma warning disable ORCH1011

                """
                + Node
                + """public static object Entry(Guid id) => Create(id, "c"); }"""
        );
}
