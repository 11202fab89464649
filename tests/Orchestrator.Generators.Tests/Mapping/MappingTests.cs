using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class MappingTests
{
    [Fact]
    public void Every_kind_of_member_is_mapped()
    {
        var run = GeneratorTest.Run(
            GeneratorTest.Author(
                """
                using System.ComponentModel.DataAnnotations.Schema;
                using System.Net;

                namespace App;

                public enum Mode { Auto, Manual }

                [Product("port 10G", FixedInputs = ["port_speed=10000", "media = a=b", "broken"]), Product("port 1G", Tag = "P1", ProductType = "Port", Description = "A \"port\"", FixedInputs = ["port_speed=1000"])]
                public sealed partial class Port : SubscriptionModel
                {
                    public int PortSpeed { get; private set; }
                    public Mode Mode { get; set; }
                    public string Media { get; set; } = "";
                    public int? NoFixedInput { get; set; }
                    public Scalars Scalars { get; set; } = new();
                    public Limits? Limits { get; set; }
                    public List<Limits> More { get; set; } = [];
                }

                [ProductBlock("Scalars", Tag = "SC", Description = "All kinds")]
                public sealed partial class Scalars : ProductBlock
                {
                    public string Text { get; set; } = "";
                    public string? OptionalText { get; set; }
                    [RequiredFrom(SubscriptionLifecycle.Active)] public string? RequiredText { get; set; }
                    public bool Flag { get; set; }
                    public int Int { get; set; }
                    public long? Long { get; set; }
                    public decimal Decimal { get; set; }
                    public double Double { get; set; }
                    public Guid Guid { get; set; }
                    public DateOnly Date { get; set; }
                    public DateTimeOffset Moment { get; set; }
                    public IPAddress Address { get; set; } = IPAddress.None;
                    public IPAddress? OptionalAddress { get; set; }
                    public Mode Mode { get; set; }
                    [RequiredFrom(SubscriptionLifecycle.Provisioning)] public Mode? OptionalMode { get; set; }
                    public int @class { get; set; }
                    public int mapper { get; set; }
                    [NotMapped] public int Opted { get; set; }
                    public int Computed => Int + 1;
                    public int Once { get; init; }
                    public static int Static { get; set; }
                    internal int Internal { get; set; }
                    public object? Unknown { get; set; }
                    public List<int?> Holes { get; set; } = [];
                }

                [ProductBlock("Limits")]
                public partial class Limits : ProductBlock
                {
                    [Length(2, 8)] public List<Scalars> Both { get; set; } = [];
                    [MinLength(1)] public List<int> Minimum { get; set; } = [];
                    [MaxLength(4)] public List<Mode> Maximum { get; set; } = [];
                    public List<string> None { get; set; } = [];
                    [RequiredFrom(SubscriptionLifecycle.Active)] public Scalars? Block { get; set; }
                    public Scalars Needed { get; set; } = null!;
                    public Abstract Abstract { get; set; } = null!;
                }

                public abstract class Abstract : ProductBlock;
                """
            )
        );
        using var loaded = run.Load();

        Snapshot.Match(run);
        var catalog = loaded.Catalog();
        Assert.Equal(
            [("port 10G", "Port", "PORT", "port 10G"), ("port 1G", "Port", "P1", "A \"port\"")],
            catalog.Products.Select(static product => (product.Name, product.ProductType, product.Tag, product.Description)).Order()
        );
        var tenGig = catalog.FindProduct("port 10G")!;
        Assert.Equal([new("port_speed", "10000"), new("media", "a=b")], tenGig.FixedInputs);
        Assert.Equal(["Scalars", "Limits"], tenGig.Blocks);
        Assert.Equal(loaded.Type("App.Port"), tenGig.Create().GetType());
        Assert.Equal(["minimum", "maximum", "none"], catalog.FindBlock("Limits")!.ResourceTypes);
        Assert.Equal(["Scalars"], catalog.FindBlock("Limits")!.Blocks);
        Assert.Equal(("SC", "All kinds"), (catalog.FindBlock("Scalars")!.Tag, catalog.FindBlock("Scalars")!.Description));
    }

    [Fact]
    public void A_mapper_sees_every_member_and_its_answer_is_stored()
    {
        using var loaded = GeneratorTest
            .Run(
                GeneratorTest.Author(
                    """
                    namespace App;

                    [Product("p")]
                    public sealed partial class P : SubscriptionModel
                    {
                        public int Speed { get; set; } = 1;
                        public B Block { get; set; } = new();
                    }

                    [ProductBlock("b")]
                    public sealed partial class B : ProductBlock
                    {
                        public string Name { get; set; } = "n";
                        public int? Vlan { get; set; }
                        [MinLength(2)] public List<int> Numbers { get; set; } = [];
                    }
                    """
                )
            )
            .Load();
        var mapper = new RecordingMapper();
        dynamic model = loaded.Catalog().FindProduct("p")!.Create();

        RecordingMapper.Map(model, mapper);

        Assert.Equal(
            ["FixedInput speed=1", "Block block", "Value name=n", "OptionalValue vlan=", "Values numbers 2..2147483647"],
            mapper.Seen
        );
        Assert.Equal("stored", (string)model.Block.Name);
    }

    [Fact]
    public void Members_of_base_classes_are_mapped_and_what_the_author_wrote_is_kept()
    {
        var run = GeneratorTest.Run(
            GeneratorTest.Author(
                """
                namespace App;

                public abstract class Common : SubscriptionModel
                {
                    public virtual int First { get; set; }
                    public int Hidden { get; private set; }
                }

                [Product("p")]
                public partial class P : Common
                {
                    public override int First { get; set; }
                    public int Second { get; set; }
                    public static P Create(string name) => new() { Description = name };
                }

                [Product("q")]
                public sealed partial class Q : P
                {
                    public int Third { get; set; }
                }

                [ProductBlock("b")]
                public sealed partial class B : ProductBlock
                {
                    public int Value { get; set; }
                    protected override string BlockName => "b";
                    protected override void Map(Orchestrator.Products.Mapping.ModelMapper mapper) { }
                }
                """
            )
        );
        using var loaded = run.Load();

        Snapshot.Match(run);
        Assert.Equal(2, loaded.Catalog().Products.Count);
    }

    [Theory]
    [InlineData("public class P : SubscriptionModel;")]
    [InlineData("public abstract partial class P : SubscriptionModel;")]
    [InlineData("public partial class P<T> : SubscriptionModel;")]
    [InlineData("public partial class P : SubscriptionModel { public required string Name { get; set; } }")]
    [InlineData("public partial class P(int x) : SubscriptionModel { public int X => x; }")]
    [InlineData("public partial class P;")]
    [InlineData("file partial class P : SubscriptionModel;")]
    public void A_product_that_cannot_be_mapped_is_left_out(string declaration) =>
        Assert.DoesNotContain(
            GeneratorTest.Run(GeneratorTest.Author($"namespace App;\n[Product(\"p\")] {declaration}")).Files.Values,
            static file => file.Contains("Map(", StringComparison.Ordinal) || file.Contains("Describe", StringComparison.Ordinal)
        );

    [Fact]
    public void The_parts_of_a_product_become_one_file()
    {
        var run = GeneratorTest.Run(
            GeneratorTest.Author(
                """namespace App; [Product("one")] public sealed partial class P : SubscriptionModel { public int A { get; set; } }"""
            ),
            GeneratorTest.Author("""namespace App; [Product("two")] partial class P { public int B { get; set; } }""")
        );
        using var loaded = run.Load();

        Assert.Equal(["one", "two"], loaded.Catalog().Products.Select(static product => product.Name).Order(StringComparer.Ordinal));
        Assert.Contains(
            "A = mapper.FixedInput(\"a\", A, global::Orchestrator.Products.Mapping.ValueCodecs.Int32);\n        B = mapper",
            run.File("App.P.Mapping.g.cs"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_product_can_hold_its_own_workflows()
    {
        using var loaded = GeneratorTest
            .Run(
                GeneratorTest.Author(
                    """
                    namespace App;

                    [Product("p")]
                    public sealed partial class P : SubscriptionModel
                    {
                        [Step("S")] static P Do(P subscription) => subscription;
                        [ValidateWorkflow(typeof(P), "Validate p")] public static StepList ValidateP() => Begin >> Do;
                    }
                    """
                )
            )
            .Load();

        Assert.Single(loaded.Catalog().FindWorkflow("validate_p")!.Steps());
    }

    [Fact]
    public void An_assembly_that_sees_the_internals_of_the_runtime_overrides_with_their_accessibility()
    {
        var run = GeneratorTest.Run(
            new RunOptions { AssemblyName = "Orchestrator.Runtime.Tests" },
            GeneratorTest.Author(
                """namespace App; [ProductBlock("b")] public sealed partial class B : ProductBlock { public int Value { get; set; } }"""
            )
        );

        Assert.Contains("protected internal override void Map(", run.File("App.B.Mapping.g.cs"), StringComparison.Ordinal);
    }
}
