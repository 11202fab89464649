using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>Where products and blocks may stand, and what their attributes say: unions, limits, lifecycles.</summary>
public sealed class MappingShapeTests
{
    private const string Junction = """
        namespace App;

        public abstract class Connector : ProductBlock { public int Position { get; set; } }
        [ProductBlock("Plug")] public sealed partial class Plug : Connector { [Range(1, 9)] public int Pins { get; set; } }
        [ProductBlock("Socket", ValidIn = [SubscriptionLifecycle.Active, SubscriptionLifecycle.Disabled])] public sealed partial class Socket : Connector { [StringLength(8, MinimumLength = 2)] public string Shape { get; set; } = "round"; }

        [Product("junction")]
        public sealed partial class Junction : SubscriptionModel
        {
            public Ends Ends { get; set; } = new();
        }

        [ProductBlock("Ends")]
        public sealed partial class Ends : ProductBlock
        {
            [OneOf(typeof(Plug), typeof(Socket))] public Connector One { get; set; } = new Plug { Pins = 3 };
            [OneOf(typeof(Plug), typeof(Socket)), RequiredFrom(SubscriptionLifecycle.Active)] public Connector? Other { get; set; }
            [OneOf(typeof(Socket), typeof(Plug)), MaxLength(3)] public List<Connector> More { get; set; } = [];
            [OneOf(typeof(Plug), typeof(Other))] public ProductBlock? Anything { get; set; }
            [Range(-1.5, 2.5)] public double Ratio { get; set; }
            [Range(1, 4094), RequiredFrom(SubscriptionLifecycle.Provisioning)] public long? Vlan { get; set; }
            [Range(0, 10)] public decimal Price { get; set; }
            [MinLength(1)] public string? Name { get; set; }
            [StringLength(5)] public string Code { get; set; } = "";
        }

        [ProductBlock("Other")] public sealed partial class Other : ProductBlock;
        """;

    [Fact]
    public void Unions_limits_and_the_lifecycles_of_blocks_are_emitted()
    {
        var run = GeneratorTest.Run(GeneratorTest.Author(Junction));
        using var loaded = run.Load();
        Snapshot.Match(run);

        var mapper = new RecordingMapper();
        RecordingMapper.Map(loaded.Catalog().FindProduct("junction")!.Create(), mapper);

        Assert.Equal(
            [
                "Block ends",
                "Union one Plug:Plug|Socket:Socket",
                "OptionalUnion other Plug:Plug|Socket:Socket",
                "Unions more Socket:Socket|Plug:Plug 0..3",
                "OptionalUnion anything Plug:Plug|Other:Other",
                "Value ratio=0",
                "OptionalValue vlan=",
                "Value price=0",
                "OptionalReference name=",
                "Value code=",
            ],
            mapper.Seen
        );
        Assert.Equal(["Plug", "Socket", "Other"], loaded.Catalog().FindBlock("Ends")!.Blocks);
    }

    [Theory]
    [InlineData("[OneOf(typeof(Plug), typeof(Other))]", "[OneOf(typeof(Other), typeof(Plug))]", "App.Ends.Mapping.g.cs")]
    [InlineData("[Range(1, 9)]", "[Range(1, 8)]", "App.Plug.Mapping.g.cs")]
    [InlineData("MinimumLength = 2", "MinimumLength = 3", "App.Socket.Mapping.g.cs")]
    [InlineData(
        "[SubscriptionLifecycle.Active, SubscriptionLifecycle.Disabled]",
        "[SubscriptionLifecycle.Active]",
        "App.Socket.Mapping.g.cs"
    )]
    [InlineData("[MinLength(1)]", "[MinLength(2)]", "App.Ends.Mapping.g.cs")]
    public void An_edit_of_what_an_attribute_says_writes_the_file_of_its_class_and_no_other(string before, string after, string file)
    {
        var run = GeneratorTest.Run(GeneratorTest.Author(Junction));

        var edited = run.After(0, text => text.Replace(before, after, StringComparison.Ordinal));

        Assert.Equal([file], edited.Files.Where(pair => run.Files[pair.Key] != pair.Value).Select(static pair => pair.Key));
        Assert.Equal(1, RunReasons.OutputReasons(edited.Result).Count(static reason => reason is not IncrementalStepRunReason.Cached));
    }

    [Theory]
    [InlineData("namespace App;", "", "", "App.P", "App.B")]
    [InlineData("", "", "", "P", "B")]
    [InlineData("namespace App.@event;", "", "", "App.event.P", "App.event.B")]
    [InlineData("namespace App { namespace Inner {", "", "} }", "App.Inner.P", "App.Inner.B")]
    [InlineData("namespace App;", "public static partial class Outer {", "}", "App.Outer+P", "App.Outer+B")]
    [InlineData(
        "namespace App;",
        "public partial record Outer { public partial struct Middle {",
        "} }",
        "App.Outer+Middle+P",
        "App.Outer+Middle+B"
    )]
    [InlineData("namespace App;", "public readonly partial record struct Outer {", "}", "App.Outer+P", "App.Outer+B")]
    [InlineData("namespace App;", "internal partial interface IOuter {", "}", "App.IOuter+P", "App.IOuter+B")]
    [InlineData("namespace App;", "public static partial class @class {", "}", "App.class+P", "App.class+B")]
    [InlineData("namespace Größe.日本;", "", "", "Größe.日本.P", "Größe.日本.B")]
    [InlineData("namespace App.System.Orchestrator;", "", "", "App.System.Orchestrator.P", "App.System.Orchestrator.B")]
    public void Products_and_blocks_live_in_any_place_that_the_registry_reaches(
        string space,
        string open,
        string close,
        string product,
        string block
    )
    {
        using var loaded = GeneratorTest
            .Run(
                GeneratorTest.Author(
                    $$"""
                    {{space}}
                    {{open}}
                    [Product("p", FixedInputs = ["speed=1"])] public sealed partial class P : SubscriptionModel { public int Speed { get; set; } public B Block { get; set; } = new(); }
                    [ProductBlock("b")] internal sealed partial class Hidden : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public B? Next { get; set; } }
                    [ProductBlock("c")] public sealed partial class B : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? Vlan { get; set; } public List<B> More { get; set; } = []; }
                    {{close}}
                    """
                )
            )
            .Load();
        var mapper = new RecordingMapper();
        var model = loaded.Catalog().FindProduct("p")!.Create();

        RecordingMapper.Map(model, mapper);

        Assert.Equal(loaded.Type(product), model.GetType());
        Assert.Equal(loaded.Type(block), loaded.Catalog().FindBlock("c")!.Type);
        Assert.Equal(
            ["FixedInput speed=1", "Block block", "OptionalValue vlan=", "Blocks more 0..2147483647"],
            mapper.Seen.Select(static seen => seen.Replace("speed=0", "speed=1", StringComparison.Ordinal))
        );
        Assert.NotNull(loaded.Type(product).GetMethod("AsActive"));
    }

    [Theory]
    [InlineData("public sealed partial class @class : SubscriptionModel", "class")]
    [InlineData("public sealed partial class @record : SubscriptionModel", "record")]
    [InlineData("internal sealed partial class P : SubscriptionModel", "P")]
    [InlineData("public partial class P : SubscriptionModel", "P")]
    [InlineData("public sealed partial class Ärger : SubscriptionModel", "Ärger")]
    public void A_product_may_have_any_name_and_be_internal(string declaration, string name)
    {
        using var loaded = GeneratorTest
            .Run(
                GeneratorTest.Author(
                    $$"""
                    namespace App;

                    [Product("p")] {{declaration}} { public @struct @event { get; set; } = new(); }
                    [ProductBlock("b")] public sealed partial class @struct : ProductBlock { public int @in { get; set; } }
                    """
                )
            )
            .Load();
        var mapper = new RecordingMapper();
        RecordingMapper.Map(loaded.Catalog().FindProduct("p")!.Create(), mapper);

        Assert.Equal(loaded.Type("App." + name), loaded.Catalog().FindProduct("p")!.Type);
        Assert.Equal(["Block event", "Value in=0"], mapper.Seen);
    }

    [Theory]
    [InlineData("""[Obsolete("no", true), Product("p")] public sealed partial class P : SubscriptionModel;""")]
    [InlineData("""public static partial class Outer { [Product("p")] private sealed partial class P : SubscriptionModel; }""")]
    public void A_product_that_the_registry_cannot_name_is_left_out(string declaration) =>
        Assert.Empty(GeneratorTest.Run(GeneratorTest.Author($"namespace App;\n{declaration}")).Files);

    [Fact]
    public void What_is_obsolete_or_may_be_null_spoils_no_emitted_file()
    {
        var run = GeneratorTest.Run(
            new RunOptions { ExpectedDiagnostics = ["CS0612", "CS0618"] },
            GeneratorTest.Author(
                """
                namespace App;

                [Product("p")] public sealed partial class P : SubscriptionModel { public B Block { get; set; } = new(); }
                [ProductBlock("b")] public sealed partial class B : ProductBlock { [Obsolete("no", true)] public int Gone { get; set; } [Obsolete("soon")] public int Old { get; set; } }
                public static partial class Workflows
                {
                    [Obsolete("no", true), Step("Gone")] static void Gone() { }
                    [Obsolete("soon"), Step("Old")] static void Old() { }
                    [ModifyWorkflow(typeof(P), "Maybe")] public static StepList? ModifyMaybe() => Begin;
                    [ExternalSystemSteps] static StepList? MaybeChain => Begin;
                    [ModifyWorkflow(typeof(P), "Chained")] public static StepList ModifyChained() => Begin >> Old;
                    [Obsolete("no", true), ModifyWorkflow(typeof(P), "Gone")] public static StepList ModifyGone() => Begin;
                }
                """
            )
        );
        using var loaded = run.Load();

        Assert.Equal(["modify_chained"], loaded.Catalog().Workflows.Select(static workflow => workflow.Name));
        Assert.Equal(["old"], loaded.Catalog().FindBlock("b")!.ResourceTypes);
    }
}
