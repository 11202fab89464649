using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class CopyLimitFixTests
{
    private static readonly string Model = GeneratorTest.Author(
        """
        namespace App;

        [Product("a")] public sealed partial class A : SubscriptionModel { public Part Part { get; set; } = new(); }

        [ProductBlock("Part")]
        public sealed partial class Part : ProductBlock
        {
            public const int Most = 9;

            [Range(1, 9)] public int Size { get; set; }
            [Length(1, 8)] public string Name { get; set; } = "";
            [Range(1, Most)] public int Depth { get; set; }
        }
        """
    );

    [Fact]
    [FixTest(FixTestKind.One)]
    public Task The_limit_of_the_member_is_copied_to_the_property_of_the_page()
    {
        var before = Workflow("        /// <summary>How large.</summary>\n        public int Size { get; init; }");

        return CodeFixTest.VerifyAsync(
            "ORCH4011",
            [before, Model],
            before.Replace("        public int Size", "        [Range(1, 9)]\n        public int Size", StringComparison.Ordinal),
            Model
        );
    }

    [Fact]
    [FixTest(FixTestKind.All)]
    public Task All_limits_are_copied_at_once_also_where_their_namespace_is_not_imported()
    {
        var before = Workflow("        public int Size { get; init; }\n        public string Name { get; init; } = \"\";")
            .Replace("using System.ComponentModel.DataAnnotations;\n", "", StringComparison.Ordinal);
        const string Space = "System.ComponentModel.DataAnnotations.";

        return CodeFixTest.VerifyAllAsync(
            "ORCH4011",
            [before, Model],
            before
                .Replace("        public int Size", $"        [{Space}Range(1, 9)]\n        public int Size", StringComparison.Ordinal)
                .Replace(
                    "        public string Name",
                    $"        [{Space}Length(1, 8)]\n        public string Name",
                    StringComparison.Ordinal
                ),
            Model
        );
    }

    [Theory]
    [FixTest(FixTestKind.NotOffered)]
    [InlineData("[Range(0, 9)] public int Size { get; init; }")]
    [InlineData("public int Depth { get; init; }")]
    public Task A_limit_beside_another_one_or_with_a_name_in_it_is_left_to_the_author(string property) =>
        CodeFixTest.VerifyNoneAsync("ORCH4011", Workflow(property), Model);

    private static string Workflow(string properties)
    {
        string[] names = ["Size", "Name", "Depth"];
        string[] asked = [.. names.Where(name => properties.Contains($" {name} ", StringComparison.Ordinal))];
        var parameters = string.Join(", ", asked.Select(static name => $"{(name == "Name" ? "string" : "int")} {name.ToLowerInvariant()}"));
        var assignments = string.Join(" ", asked.Select(static name => $"subscription.Part.{name} = {name.ToLowerInvariant()};"));
        return Sources.Workflows(
            $$"""
                public sealed record P : FormPage
                {
            {{properties}}
                }

                static async Task<P> Form(FormSession form) => await form.AskAsync<P>();
                [Step("Set")] static A Set(A subscription, {{parameters}}) { {{assignments}} return subscription; }
                [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form), Reconcile = false)] public static StepList ModifyA() => Begin >> Set;
            """
        );
    }
}
