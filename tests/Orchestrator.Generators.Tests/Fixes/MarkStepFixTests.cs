using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class MarkStepFixTests
{
    private static readonly string Other = Sources.Workflows(
        """
            // Restarts it.
            static void RebootNode()
            {
            }
        """
    );

    private static readonly string Marked = Other.Replace(
        "    static void",
        "    [Step(\"Reboot node\")]\n    static void",
        StringComparison.Ordinal
    );

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task A_method_becomes_a_step_in_whatever_file_it_is()
    {
        var chain = Sources.Workflows("    static StepList Chain => Begin >> RebootNode;");

        await CodeFixTest.VerifyAsync("ORCH3001", [chain, Other], chain, Marked);
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task The_attribute_is_named_in_full_where_its_namespace_is_not_imported_and_the_class_becomes_partial()
    {
        const string Nodes = """
            namespace Elsewhere
            {
                public static class Nodes
                {
                    internal static void Reboot() { }
                }
            }
            """;
        var chain = Sources.Workflows("    static StepList Chain => Begin >> Elsewhere.Nodes.Reboot;");
        var after = Nodes
            .Replace("static class", "static partial class", StringComparison.Ordinal)
            .Replace("internal static", "[Orchestrator.Step(\"Reboot\")]\n        internal static", StringComparison.Ordinal);

        await CodeFixTest.VerifyAsync("ORCH3001", [chain, Nodes], chain, after);
    }

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task All_methods_become_steps_also_one_that_is_used_twice()
    {
        var before = Sources.Workflows(
            """
                static void One() { }
                static void Two() { }
                static StepList Chain => Begin >> One >> Two;
                static StepList Again => Begin >> Two;
            """
        );
        var after = before
            .Replace("    static void One", "    [Step(\"One\")]\n    static void One", StringComparison.Ordinal)
            .Replace("    static void Two", "    [Step(\"Two\")]\n    static void Two", StringComparison.Ordinal);

        await CodeFixTest.VerifyAllAsync("ORCH3001", [before], after);
    }

    [Theory]
    [FixTest(FixTestKind.NotOffered)]
    [InlineData("static StepList Chain => Begin >> GC.KeepAlive;")]
    [InlineData("static int Count() => 1; static StepList Chain => Begin >> Count;")]
    [InlineData("static StepList Chain => Begin >> (() => { });")]
    [InlineData("static StepList Chain { get { return Begin >> Local; void Local() { } } }")]
    public Task What_cannot_become_a_step_gets_no_fix(string members) =>
        CodeFixTest.VerifyNoneAsync("ORCH3001", Sources.Workflows(members));
}
