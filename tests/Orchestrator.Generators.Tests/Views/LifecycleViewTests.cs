using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class LifecycleViewTests
{
    private const string Model = """
        namespace App;

        public enum Mode { Auto, Manual }

        [Product("line", FixedInputs = ["speed=10"])]
        public sealed partial class Line : SubscriptionModel
        {
            public int Speed { get; set; }
            public Circuit Circuit { get; set; } = new();
            public string Title => $"{Speed} of {Circuit.Name}";
        }

        [ProductBlock("Circuit")]
        public sealed partial class Circuit : ProductBlock
        {
            [RequiredFrom(SubscriptionLifecycle.Provisioning)] public string? Name { get; set; }
            [RequiredFrom(SubscriptionLifecycle.Active)] public Mode? Mode { get; set; }
            public int? Never { get; set; }
            public bool Flag { get; set; }
            [Length(1, 2)] public List<End> Ends { get; set; } = [];
            [RequiredFrom(SubscriptionLifecycle.Active)] public End? Backup { get; set; }
            public End? Spare { get; set; }
            [RequiredFrom(SubscriptionLifecycle.Active)] public Bare? Bare { get; set; }
            public List<Bare> Bares { get; set; } = [];
        }

        [ProductBlock("End")]
        public sealed partial class End : ProductBlock
        {
            [RequiredFrom(SubscriptionLifecycle.Active)] public int? Vlan { get; set; }
        }

        [ProductBlock("Bare")]
        public sealed partial class Bare : ProductBlock
        {
            public int? Number { get; set; }
        }

        """;

    [Fact]
    public void A_class_in_which_something_is_required_gets_a_view_for_each_lifecycle_that_requires_it()
    {
        var run = GeneratorTest.Run(
            GeneratorTest.Author(
                Model
                    + """
                    public static partial class Workflows
                    {
                        [Step("Take")] static (string Name, Mode Mode, int Vlan, int? Never, string Title) Take(Line.Active subscription) =>
                            (subscription.Circuit.Name, subscription.Circuit.Mode, subscription.Circuit.Ends[0].Vlan + subscription.Circuit.Backup.Vlan, subscription.Circuit.Never, subscription.Title);
                        [Step("Give")] static Line.Provisioning Give(Line.Provisioning subscription) { subscription.Circuit.Name = "new"; return subscription; }
                        [Step("Maybe")] static (Line.Active? Line, int N) Maybe(Line.Active? line) => (line, 1);
                    }
                    """
            )
        );

        using var loaded = run.Load();
        Snapshot.Match(run);
        Assert.Equal(["Active", "Provisioning"], loaded.Type("App.Line").GetNestedTypes().Select(static type => type.Name).Order());
        Assert.Equal(["Active"], loaded.Type("App.End").GetNestedTypes().Select(static type => type.Name));
        Assert.Empty(loaded.Type("App.Bare").GetNestedTypes());
    }

    // The author's method is hidden by nothing, and means nothing to what is emitted.
    [Theory]
    [InlineData("", "private")]
    [InlineData("protected", "")]
    public void A_member_that_hides_a_helper_of_the_base_class_changes_nothing_of_what_is_emitted(string between, string own)
    {
        var run = GeneratorTest.Run(
            RunOptions.Default with
            {
                ExpectedDiagnostics = ["CS0108"],
            },
            GeneratorTest.Author(
                $$"""
                namespace App;

                public abstract class Between : SubscriptionModel { {{Hiding(between)}} }
                [Product("p")] public sealed partial class P : Between { public B Block { get; set; } = new(); {{Hiding(own)}} }
                [ProductBlock("b")] public sealed partial class B : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? N { get; set; } }
                """
            )
        );

        using var loaded = run.Load();
        var type = loaded.Type("App.P");
        var made = type.GetMethod("Create")!.Invoke(null, [Guid.NewGuid(), "customer"]);
        var thrown = Assert.Throws<System.Reflection.TargetInvocationException>(() => type.GetMethod("AsActive")!.Invoke(made, null));
        Assert.IsType<SubscriptionException>(thrown.InnerException);
    }

    private static string Hiding(string accessibility) =>
        accessibility.Length == 0
            ? ""
            : $$"""
                {{accessibility}} static void ThrowIfIncomplete(SubscriptionModel model, SubscriptionLifecycle status) { }
                {{accessibility}} void ThrowIfIncomplete(SubscriptionLifecycle status) { }
                {{accessibility}} static P CreateModel(P model, Guid product, string customerId) => throw new InvalidOperationException("mine");
                """;

    [Theory]
    [InlineData("public int Active { get; set; }")]
    [InlineData("public sealed class Active;")]
    [InlineData("public string? Model { get; set; }")]
    public void A_class_with_a_member_in_the_place_of_a_view_keeps_its_member(string member)
    {
        var run = GeneratorTest.Run(
            GeneratorTest.Author(
                $$"""
                namespace App;

                [Product("p")] public sealed partial class P : SubscriptionModel { public B Block { get; set; } = new(); }
                [ProductBlock("b")] public sealed partial class B : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? N { get; set; } {{member}} }
                public static partial class Workflows { [Step("S")] static (int? N, int M) S(P.Active subscription) => (subscription.Block.N, 1); }
                """
            )
        );

        Assert.DoesNotContain("class Active(", run.File("B.Mapping.g.cs"), StringComparison.Ordinal);
        Assert.Contains(").AsActive()", run.File("Workflows.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_view_of_a_referenced_product_is_used()
    {
        var library = GeneratorTest.Run(new RunOptions { AssemblyName = "Library" }, GeneratorTest.Author(Model));
        var run = GeneratorTest.Run(
            new RunOptions { MoreReferences = [library.ToReference()] },
            GeneratorTest.Author(
                """
                namespace App;

                public static partial class Workflows { [Step("S")] static (string Name, int N) S(Line.Active subscription) => (subscription.Circuit.Name, 1); }
                """
            )
        );

        Assert.Contains(
            "(await call.SubscriptionAsync<global::App.Line>()).AsActive()",
            run.File("Workflows.g.cs"),
            StringComparison.Ordinal
        );
    }
}
