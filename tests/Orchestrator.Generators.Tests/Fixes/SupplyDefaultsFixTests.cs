using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class SupplyDefaultsFixTests
{
    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task What_only_the_form_gave_is_read_from_the_subscription_as_far_as_it_is_there()
    {
        var products = GeneratorTest.Author(
            """
            namespace App;

            [ProductBlock("Port")]
            public sealed partial class Port : ProductBlock
            {
                public string? Name { get; set; }
                public bool Enabled { get; set; }
            }

            [ProductBlock("Circuit")]
            public sealed partial class Circuit : ProductBlock
            {
                public int? Speed { get; set; }
                public Port? Port { get; set; }
            }

            [Product("c")]
            public sealed partial class C : SubscriptionModel
            {
                public Circuit Circuit { get; set; } = new();
            }
            """
        );
        var before = Sources.Workflows(
            """
                public sealed record P : FormPage { public int Speed { get; init; } public required string Name { get; init; } public bool Enabled { get; init; } public int Elsewhere { get; init; } }
                static async Task<P> Form(FormSession form) => await form.AskAsync<P>();
                [Step("Use")] static void Use(int speed, string name, bool enabled, int elsewhere) { }
                [ExternalSystemSteps] static StepList Chain => Begin >> Use;

                [ModifyWorkflow(typeof(C), "Modify c", InputForm = nameof(Form))]
                public static StepList ModifyC() => Begin >> Chain;
            """
        );
        var after = before
            .Replace("nameof(Form))]", "nameof(Form), Defaults = nameof(TakeModifyCDefaults))]", StringComparison.Ordinal)
            .Replace(
                "Begin >> Chain;\n",
                """
                Begin >> Chain;

                    [Step("Take modify c defaults")]
                    private static (int Speed, string Name, bool Enabled) TakeModifyCDefaults(C subscription) => (
                        subscription.Circuit.Speed ?? throw new InvalidOperationException("The subscription has no 'circuit.speed'."),
                        subscription.Circuit.Port?.Name ?? throw new InvalidOperationException("The subscription has no 'circuit.port.name'."),
                        subscription.Circuit.Port?.Enabled ?? throw new InvalidOperationException("The subscription has no 'circuit.port.enabled'."));

                """,
                StringComparison.Ordinal
            );

        // What the subscription does not have is still missing, and still said.
        await CodeFixTest.VerifyAsync("ORCH2006", new ProjectText(before, products), new ProjectText(after, products), leaves: "ORCH2006");
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task Names_that_are_not_imported_are_written_in_full_reserved_ones_escaped()
    {
        const string Products = """
            namespace Kinds
            {
                public enum Color { Red }
            }

            namespace App
            {
                [Orchestrator.Product("c")]
                public sealed partial class C : Orchestrator.SubscriptionModel
                {
                    public Kinds.Color Color { get; set; }
                    public int @event { get; set; }
                    public System.DateOnly? Since { get; set; }
                }
            }
            """;
        const string Before = """
            namespace Other
            {
                static partial class W
                {
                    public sealed record P : Orchestrator.FormPage { public Kinds.Color Color { get; init; } public int Event { get; init; } public System.DateOnly Since { get; init; } }
                    static async System.Threading.Tasks.Task<P> Form(Orchestrator.FormSession form) => await form.AskAsync<P>();
                    [Orchestrator.Step("Use")] static void Use(Kinds.Color color, int @event, System.DateOnly since) { }
                    [Orchestrator.ExternalSystemSteps] static Orchestrator.StepList Chain => Orchestrator.Workflow.Begin >> Use;
                    [Orchestrator.ModifyWorkflow(typeof(App.C), "M", InputForm = nameof(Form))] public static Orchestrator.StepList ModifyC() => Orchestrator.Workflow.Begin >> Chain;
                }
            }
            """;
        var after = Before
            .Replace("nameof(Form))]", "nameof(Form), Defaults = nameof(TakeModifyCDefaults))]", StringComparison.Ordinal)
            .Replace(
                "Begin >> Chain;\n",
                """
                Begin >> Chain;

                        [Orchestrator.Step("Take modify c defaults")]
                        private static (Kinds.Color Color, int @event, System.DateOnly Since) TakeModifyCDefaults(App.C subscription) => (
                            subscription.Color,
                            subscription.@event,
                            subscription.Since ?? throw new System.InvalidOperationException("The subscription has no 'since'."));

                """,
                StringComparison.Ordinal
            );

        await CodeFixTest.VerifyAsync("ORCH2006", [Before, Products], after, Products);
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task What_a_lifecycle_requires_is_read_from_its_view()
    {
        var before = Workflow(
            "",
            "int size",
            products: """
            [ProductBlock("Block")] public sealed partial class Block : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? Size { get; set; } [RequiredFrom(SubscriptionLifecycle.Provisioning)] public string? Name { get; set; } }
            [Product("c")] public sealed partial class C : SubscriptionModel { [RequiredFrom(SubscriptionLifecycle.Provisioning)] public Block? Block { get; set; } }
            """
        );
        var after = Supplied(before, "TakeModifyCDefaults", "int Size", "new(subscription.Block.Size)")
            .Replace("(C subscription)", "(C.Active subscription)", StringComparison.Ordinal);

        await CodeFixTest.VerifyAsync("ORCH2006", [before], after);
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task A_name_that_a_tuple_keeps_for_itself_makes_a_record()
    {
        var before = Workflow("public int Rest { get; set; } public int Size { get; set; }", "int rest")
            .Replace(
                "public int Rest { get; init; }",
                "public int Rest { get; init; } public int Size { get; init; }",
                StringComparison.Ordinal
            )
            .Replace("Use(int rest)", "Use(int rest, int size)", StringComparison.Ordinal);

        await CodeFixTest.VerifyAsync(
            "ORCH2006",
            [before],
            Supplied(before, "TakeModifyCDefaults", "int Rest, int Size", "new(subscription.Rest, subscription.Size)")
        );
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task Names_that_are_taken_get_a_number()
    {
        var before = Workflow(
            "public int Size { get; set; }",
            "int size",
            "static void TakeModifyCDefaults() { } sealed class TakeModifyCDefaults2Result;"
        );
        var after = Supplied(before, "TakeModifyCDefaults3", "int Size", "new(subscription.Size)");

        await CodeFixTest.VerifyAsync("ORCH2006", [before], after);
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task The_attribute_is_found_by_whatever_name_it_has()
    {
        var before = (
            "using Mod = Orchestrator.ModifyWorkflowAttribute;\n" + Workflow("public int Size { get; set; }", "int size")
        ).Replace("[ModifyWorkflow(typeof(C), \"M\"", "[Mod(description: \"M\", product: typeof(C)", StringComparison.Ordinal);

        await CodeFixTest.VerifyAsync("ORCH2006", [before], Supplied(before, "TakeModifyCDefaults", "int Size", "new(subscription.Size)"));
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task A_key_is_a_members_name_in_snake_case_and_nothing_like_it()
    {
        var before = Workflow("public int Nrmid { get; set; } public int NrmId { get; set; }", "int nrmId");

        await CodeFixTest.VerifyAsync(
            "ORCH2006",
            [before],
            Supplied(before, "TakeModifyCDefaults", "int NrmId", "new(subscription.NrmId)")
        );
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task What_all_products_have_from_their_base_is_read_from_it()
    {
        var before = Workflow(
                "",
                "int size",
                products: """
                public abstract class Sized : SubscriptionModel { public int Size { get; set; } }
                [Product("c")] public sealed partial class C : Sized;
                [Product("d")] public sealed partial class D : Sized;
                """
            )
            .Replace("typeof(C), \"M\"", "typeof(C), \"M\", AlsoFor = new[] { typeof(D) }", StringComparison.Ordinal);

        await CodeFixTest.VerifyAsync(
            "ORCH2006",
            [before],
            Supplied(before, "TakeModifyCDefaults", "int Size", "new(subscription.Size)")
                .Replace("(C subscription)", "(Sized subscription)", StringComparison.Ordinal)
        );
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task What_each_product_has_for_itself_is_read_from_each()
    {
        var before = Workflow(
                "",
                "int size",
                products: """
                [ProductBlock("Block")] public sealed partial class Block : ProductBlock { public int? Size { get; set; } }
                [Product("c")] public sealed partial class C : SubscriptionModel { public int Size { get; set; } }
                [Product("d")] public sealed partial class D : SubscriptionModel { public Block Block { get; set; } = new(); }
                """
            )
            .Replace("typeof(C), \"M\"", "typeof(C), \"M\", AlsoFor = new[] { typeof(D) }", StringComparison.Ordinal);
        var after = Supplied(before, "TakeModifyCDefaults", "int Size", "X")
            .Replace(
                "(C subscription) => X;",
                """
                (SubscriptionModel subscription) => subscription switch
                    {
                        C model => new(model.Size),
                        D model => new(model.Block.Size ?? throw new InvalidOperationException("The subscription has no 'block.size'.")),
                        _ => throw new NotSupportedException($"{subscription.GetType()} is not a product of this workflow."),
                    };
                """,
                StringComparison.Ordinal
            );

        await CodeFixTest.VerifyAsync("ORCH2006", [before], after);
    }

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task All_workflows_get_what_they_lack()
    {
        var before = GeneratorTest.Author(
            """
            namespace App;

            [Product("c")] public sealed partial class C : SubscriptionModel { public int Size { get; set; } }
            [Product("d")] public sealed partial class D : SubscriptionModel { public int Size { get; set; } }

            public static partial class W
            {
                public sealed record P : FormPage { public int Size { get; init; } }
                static async Task<P> Form(FormSession form) => await form.AskAsync<P>();
                [Step("Use")] static void Use(int size) { }
                [ExternalSystemSteps] static StepList Chain => Begin >> Use;
                [ModifyWorkflow(typeof(C), "M", InputForm = nameof(Form))] public static StepList ModifyC() => Begin >> Chain;
                [ModifyWorkflow(typeof(D), "N", InputForm = nameof(Form))] public static StepList ModifyD() => Begin >> Chain;
            }
            """
        );
        var after = before;
        foreach (var letter in new[] { "C", "D" })
        {
            var name = $"TakeModify{letter}Defaults";
            after = after
                .Replace(
                    $"{(letter == "C" ? "\"M\"" : "\"N\"")}, InputForm = nameof(Form))",
                    $"{(letter == "C" ? "\"M\"" : "\"N\"")}, InputForm = nameof(Form), Defaults = nameof({name}))",
                    StringComparison.Ordinal
                )
                .Replace(
                    $"Modify{letter}() => Begin >> Chain;\n",
                    $"Modify{letter}() => Begin >> Chain;\n\n    private sealed record {name}Result(int Size);\n\n    [Step(\"Take "
                        + $"modify {letter.ToLowerInvariant()} defaults\")]\n    private static {name}Result {name}({letter} "
                        + "subscription) => new(subscription.Size);\n",
                    StringComparison.Ordinal
                );
        }

        await CodeFixTest.VerifyAllAsync("ORCH2006", [before], after);
    }

    [Theory]
    [FixTest(FixTestKind.NotOffered)]
    [InlineData("public int Other { get; set; }", "int size")]
    [InlineData("public string Size { get; set; } = \"\";", "int size")]
    [InlineData("public int Nrmid { get; set; }", "int nrmId")]
    [InlineData("public static int Size => 1;", "int size")]
    public Task What_the_subscription_does_not_have_is_left_to_the_author(string members, string parameter) =>
        CodeFixTest.VerifyNoneAsync("ORCH2006", Workflow(members, parameter));

    [Fact]
    [FixTest(FixTestKind.NotOffered)]
    public Task What_only_one_of_the_products_has_is_left_to_the_author() =>
        CodeFixTest.VerifyNoneAsync(
            "ORCH2006",
            Workflow(
                    "",
                    "int size",
                    products: """
                    [Product("c")] public sealed partial class C : SubscriptionModel { public int Size { get; set; } }
                    [Product("d")] public sealed partial class D : SubscriptionModel;
                    """
                )
                .Replace("typeof(C), \"M\"", "typeof(C), \"M\", AlsoFor = new[] { typeof(D) }", StringComparison.Ordinal)
        );

    private static string Workflow(string product, string parameter, string more = "", string? products = null)
    {
        var name = parameter.Split(' ')[1];
        return GeneratorTest.Author(
            $$"""
            namespace App;

            {{products ?? $$"""[Product("c")] public sealed partial class C : SubscriptionModel { {{product}} }"""}}

            public static partial class W
            {
                public sealed record P : FormPage { public int {{char.ToUpperInvariant(name[0]) + name[1..]}} { get; init; } }
                static async Task<P> Form(FormSession form) => await form.AskAsync<P>();
                [Step("Use")] static void Use({{parameter}}) { }
                [ExternalSystemSteps] static StepList Chain => Begin >> Use;
                {{more}}
                [ModifyWorkflow(typeof(C), "M", InputForm = nameof(Form))] public static StepList ModifyC() => Begin >> Chain;
            }
            """
        );
    }

    private static string Supplied(string before, string name, string elements, string body) =>
        before
            .Replace("nameof(Form))]", $"nameof(Form), Defaults = nameof({name}))]", StringComparison.Ordinal)
            .Replace(
                "ModifyC() => Begin >> Chain;\n",
                $"ModifyC() => Begin >> Chain;\n\n    private sealed record {name}Result({elements});\n\n    "
                    + $"[Step(\"{Sentence(name)}\")]\n    private static {name}Result {name}(C subscription) => {body};\n",
                StringComparison.Ordinal
            );

    private static string Sentence(string name) => name.Replace("TakeModifyCDefaults", "Take modify c defaults", StringComparison.Ordinal);
}
