using Orchestrator.Binding;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class StepBindingTests
{
    private const string Types = """
        namespace App;

        [Product("a")] public sealed partial class ProductA : SubscriptionModel;
        public enum Color { Red, Green = 5 }
        public interface IService { int Number { get; } }
        public abstract class AbstractService;
        public sealed class PlainService;
        public sealed record Point(int X, string? Name);
        public record Base { public int First { get; init; } public virtual int Second => 2; }
        public sealed record Derived : Base { public override int Second => 3; public ProductA? Model { get; init; } internal int Hidden => 4; public static int Static => 5; public int WriteOnly { set { } } public int NRMId => 6; }
        public struct Pair { public int Left { get; set; } public int this[int index] => index; }
        """;

    [Theory]
    [InlineData("static void Do() { }", "")]
    [InlineData("static (int Kept, int Other) Do() => (1, 2);", "kept,other")]
    [InlineData("static Point? Do() => null;", "")]
    [InlineData("static State Do() => State.Empty.With(\"kept\", 1);", "kept")]
    public async Task The_keys_that_a_step_removes_are_in_its_output(string method, string kept)
    {
        using var loaded = Run($"""[Step("S", Removes = ["nrm_id", "a\"b"])] {method}""").Load();

        var output = await loaded.RunStepAsync("App.Workflows", "Do", new TestStepCall());

        Assert.Equal(["a\"b", "nrm_id"], output.Removed.Order(StringComparer.Ordinal));
        Assert.Equal(kept, string.Join(',', output.State.Keys));
    }

    [Theory]
    [InlineData("int speedLimit", """{"speed_limit": 7}""", "7")]
    [InlineData("string text", """{"text": "é\"\\"}""", "é\"\\")]
    [InlineData("int? speed", "{}", "")]
    [InlineData("int? speed", """{"speed": 3}""", "3")]
    [InlineData("string? text", "{}", "")]
    [InlineData("int speed = -5", "{}", "-5")]
    [InlineData("int speed = -5", """{"speed": 3}""", "3")]
    [InlineData("int? speed = 4", "{}", "4")]
    [InlineData("long big = long.MinValue", "{}", "-9223372036854775808")]
    [InlineData("ulong big = ulong.MaxValue", "{}", "18446744073709551615")]
    [InlineData("short small = -3", "{}", "-3")]
    [InlineData("decimal price = 1.50m", "{}", "1.50")]
    [InlineData("double ratio = 0.1", "{}", "0.1")]
    [InlineData("double ratio = double.NaN", "{}", "NaN")]
    [InlineData("float ratio = -1.5f", "{}", "-1.5")]
    [InlineData("bool flag = true", "{}", "True")]
    [InlineData("char letter = '\\''", "{}", "'")]
    [InlineData("string text = \"a\\\"b\\\\\\n\"", "{}", "a\"b\\\n")]
    [InlineData("string? text = null", "{}", "")]
    [InlineData("string? text = \"a\"", """{"text": null}""", "")]
    [InlineData("int? speed = 4", """{"speed": null}""", "")]
    [InlineData("string? text", """{"text": null}""", "")]
    [InlineData("Color color = Color.Green", "{}", "Green")]
    [InlineData("Color color = (Color)9", "{}", "9")]
    [InlineData("Color color", """{"color": "green"}""", "Green")]
    [InlineData("Guid id = default", "{}", "00000000-0000-0000-0000-000000000000")]
    [InlineData("int @class", """{"class": 1}""", "1")]
    [InlineData("State state", """{"a": 1}""", "System.Text.Json.JsonElement", "state[\"a\"].GetType()")]
    [InlineData("IReadOnlyList<int> list", """{"list": [1, 2]}""", "2", "list.Count")]
    [InlineData("Dictionary<string, int[]> map", """{"map": {"k": [1, 2]}}""", "2", "map[\"k\"].Length")]
    [InlineData("Point point", """{"point": {"x": 1, "name": null}}""", "1", "point.X")]
    [InlineData("ProcessContext process", "{}", "test", "process.WorkflowName")]
    [InlineData("ILogger logger", "{}", "NullLogger", "logger.GetType().Name")]
    [InlineData("CancellationToken token", "{}", "True", "token.CanBeCanceled")]
    [InlineData("(int A, string B) pair", """{"pair": {"item1": 7, "item2": "x"}}""", "7", "pair.A")]
    public async Task A_parameter_is_bound(string parameter, string state, string expected, string? expression = null)
    {
        var name = parameter.Split(" = ")[0].Split(' ')[^1];
        using var cancellation = new CancellationTokenSource();
        using var loaded = Run(
                $"""[Step("S")] static (string? Text, int None) Do({parameter}) => (Convert.ToString({expression ?? name}, System.Globalization.CultureInfo.InvariantCulture), 0);"""
            )
            .Load();

        var output = await loaded.RunStepAsync("App.Workflows", "Do", new TestStepCall(state, cancellation.Token));

        Assert.Equal(expected, output.State["text"].GetString() ?? "");
    }

    [Fact]
    public async Task Services_come_from_dependency_injection()
    {
        using var loaded = Run(
                """
                public sealed class Implementation : AbstractService, IService { public int Number => 42; }
                [Step("S")] static (int Number, bool Same) Do(IService service, AbstractService other, [FromServices] PlainService plain, IServiceProvider? provider) =>
                    (service.Number, ReferenceEquals(service, other) && plain is not null && provider is not null);
                """
            )
            .Load();
        var implementation = Activator.CreateInstance(loaded.Type("App.Workflows+Implementation"))!;

        var output = await loaded.RunStepAsync(
            "App.Workflows",
            "Do",
            new TestStepCall()
                .With(loaded.Type("App.IService"), implementation)
                .With(loaded.Type("App.AbstractService"), implementation)
                .With(loaded.Type("App.PlainService"), Activator.CreateInstance(loaded.Type("App.PlainService"))!)
                .With(typeof(IServiceProvider), new TestServices())
        );

        Assert.Equal("""{"number":42,"same":true}""", output.State.ToJson());
    }

    [Fact]
    public async Task A_service_that_a_step_or_resource_can_do_without_is_null_and_is_not_looked_for_at_the_start()
    {
        var run = Run(
            """
            [Step("S")] static (bool A, bool B, bool C, bool D, bool E) Do(
                IService? service, [FromServices] PlainService? plain, [FromServices] PlainService other = null!, AbstractService third = null!,
                [Microsoft.Extensions.DependencyInjection.FromKeyedServices("k")] IService? keyed = null
            ) => (service is null, plain is null, other is null, third is null, keyed is null);
            [Step("Needs")] static void Needs(IServiceProvider provider) { }
            """
        );
        using var loaded = run.Load();
        var output = await loaded.RunStepAsync("App.Workflows", "Do", new TestStepCall());

        Assert.Equal("""{"a":true,"b":true,"c":true,"d":true,"e":true}""", output.State.ToJson());
        Assert.Equal(
            "catalog.Services.Add(typeof(global::System.IServiceProvider), \"Workflows.Needs\");",
            Assert
                .Single(
                    string.Join("\n", run.Files.Values).Split('\n'),
                    static line => line.Contains("Services.Add", StringComparison.Ordinal)
                )
                .Trim()
        );
    }

    [Theory]
    [InlineData("\"east\"", "east")]
    [InlineData("Color.Green", 5)]
    [InlineData("3L", 3L)]
    public async Task A_keyed_service_is_taken_by_its_key(string written, object key)
    {
        using var loaded = Run(
                $"""public sealed class East : AbstractService; [Step("S")] static (string Service, int None) Do([Microsoft.Extensions.DependencyInjection.FromKeyedServices({written})] AbstractService service) => (service.GetType().Name, 0);"""
            )
            .Load();
        var east = Activator.CreateInstance(loaded.Type("App.Workflows+East"))!;
        var registered = key is 5 ? Enum.ToObject(loaded.Type("App.Color"), key) : key;

        var output = await loaded.RunStepAsync(
            "App.Workflows",
            "Do",
            new TestStepCall().With(loaded.Type("App.AbstractService"), registered, east)
        );

        Assert.Equal("East", output.State.Get<string>("service"));
    }

    [Theory]
    [InlineData("ProductA subscription", true)]
    [InlineData("ProductA? subscription", false)]
    [InlineData("SubscriptionModel subscription", true)]
    [InlineData("ProductA? subscription = null", false)]
    public async Task A_subscription_is_loaded(string parameter, bool isThere)
    {
        using var loaded = Run($$"""[Step("S")] static (bool IsThere, int None) Do({{parameter}}) => (subscription is not null, 0);""")
            .Load();
        var call = new TestStepCall();
        if (isThere)
        {
            call.With("subscription", (SubscriptionModel)Activator.CreateInstance(loaded.Type("App.ProductA"))!);
        }

        var output = await loaded.RunStepAsync("App.Workflows", "Do", call);

        Assert.Equal(isThere, output.State["is_there"].GetBoolean());
    }

    [Theory]
    [InlineData("void", "{ }", "{}")]
    [InlineData("Task", "=> Task.CompletedTask;", "{}")]
    [InlineData("async ValueTask", "=> await Task.Yield();", "{}")]
    [InlineData("(int OneTwo, string? B)", "=> (1, null);", """{"one_two":1,"b":null}""")]
    [InlineData(
        "(int A, int B, int C, int D, int E, int F, int G, int H, int @class)",
        "=> (1, 2, 3, 4, 5, 6, 7, 8, 9);",
        """{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"class":9}"""
    )]
    [InlineData("(int A, int B)?", "=> null;", "{}")]
    [InlineData("(int A, int B)?", "=> (1, 2);", """{"a":1,"b":2}""")]
    [InlineData("Task<(int A, int B)>", "=> Task.FromResult((1, 2));", """{"a":1,"b":2}""")]
    [InlineData("ValueTask<Point?>", "=> new((Point?)null);", "{}")]
    [InlineData("Point", "=> new(1, null);", """{"x":1,"name":null}""")]
    [InlineData("Derived", "=> new() { First = 1 };", """{"first":1,"second":3,"nrm_id":6}""")]
    [InlineData("Pair", "=> new() { Left = 1 };", """{"left":1}""")]
    [InlineData("Pair?", "=> null;", "{}")]
    [InlineData("State", "=> State.Empty.With(\"odd Key\", 1);", """{"odd Key":1}""")]
    [InlineData("State?", "=> null;", "{}")]
    [InlineData("ProductA", "=> new();", "{}", "subscription")]
    [InlineData("ProductA?", "=> null;", "{}")]
    [InlineData("Task<ProductA>", "=> Task.FromResult(new ProductA());", "{}", "subscription")]
    [InlineData("(ProductA NewPort, int Speed, ProductA? None)", "=> (new(), 1, null);", """{"speed":1}""", "new_port")]
    public async Task A_result_becomes_keys(string type, string body, string expected, string? saved = null)
    {
        var run = Run($"""[Step("S")] static {type} Do() {body}""");
        using var loaded = run.Load();

        var output = await loaded.RunStepAsync("App.Workflows", "Do", new TestStepCall());

        Assert.Equal(expected, output.State.ToJson());
        Assert.Equal(saved, output.Subscriptions.Select(static pair => pair.Key).SingleOrDefault());
        Assert.Equal(
            type.Contains("Task", StringComparison.Ordinal),
            run.File("Workflows.g.cs").Contains("async", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("static void Do(ref int x) { }")]
    [InlineData("static void Do(in int x) { }")]
    [InlineData("static void Do(out int x) => x = 1;")]
    [InlineData("static void Do(params int[] x) { }")]
    [InlineData("static void Do(ReadOnlySpan<int> x) { }")]
    [InlineData("static unsafe void Do(int* x) { }")]
    [InlineData("static void Do<T>(T x) { }")]
    [InlineData("static void Do(FormSession form) { }")]
    [InlineData("static void Do(Missing x) { }", "CS0246")]
    [InlineData("void Do() { }", "CS0708")]
    [InlineData("static async void Do() => await Task.Yield();")]
    [InlineData("static int Do() => 1;")]
    [InlineData("static string Do() => \"\";")]
    [InlineData("static Task<int> Do() => Task.FromResult(1);")]
    [InlineData("static (int, string) Do() => (1, \"\");")]
    [InlineData("static (int A, string) Do() => (1, \"\");")]
    [InlineData("static Guid Do() => default;")]
    [InlineData("static List<int> Do() => [];")]
    [InlineData("static Color Do() => default;")]
    [InlineData("static Uri Do() => null!;")]
    [InlineData("static object Do() => new();")]
    [InlineData("static IService Do() => null!;")]
    [InlineData("static PlainService Do() => new();")]
    [InlineData("static int[] Do() => [];")]
    [InlineData("static void Do() { } static void Do(int x) { }")]
    public void A_step_that_cannot_be_bound_is_left_out_and_the_others_stay(string method, params string[] errors)
    {
        var run = GeneratorTest.Run(
            new RunOptions { ExpectedDiagnostics = [.. errors] },
            Source($"""[Step("Good")] static void Good() {"{ }"} [Step("S")] {method}""")
        );

        Assert.DoesNotContain("\"Do\"", run.File("Workflows.g.cs"), StringComparison.Ordinal);
        Assert.Contains("steps.Add(\"Good\", ", run.File("Workflows.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_keeps_the_id_that_its_author_gave_it()
    {
        using var loaded = Run("""[Step("New \"name\"", Id = "Old.Name")] static void Do() { }""").Load();

        var binding = loaded.Binding("App.Workflows", "Do");

        Assert.Equal(("Old.Name", "New \"name\""), (binding.Id, binding.Name));
    }

    [Theory]
    [InlineData("""[RetryStep("S")]""", 0, 10, 2)]
    [InlineData("""[RetryStep("S", MaxAttempts = 3, FirstDelaySeconds = 0.5, Backoff = 1.5)]""", 3, 0.5, 1.5)]
    public void A_retried_step_carries_its_policy(string attribute, int attempts, double seconds, double backoff)
    {
        using var loaded = Run($"{attribute} static void Do() {{ }}").Load();

        var binding = Assert.IsType<ActionStepBinding>(loaded.Binding("App.Workflows", "Do"));

        Assert.Equal(new RetryPolicy(attempts, TimeSpan.FromSeconds(seconds), backoff), binding.Retry);
    }

    [Theory]
    [InlineData("""[Step("S")]""", null)]
    [InlineData("""[Step("S", TimeoutSeconds = 30)]""", 30.0)]
    [InlineData("""[RetryStep("S", TimeoutSeconds = 0.001, RetryPolicy = "noc")]""", 0.001)]
    [InlineData("""[Step("S", Id = "Old", TimeoutSeconds = 2_592_000)]""", 2_592_000.0)]
    public void A_step_carries_its_time_limit(string attribute, double? seconds)
    {
        using var loaded = Run($"{attribute} static void @do() {{ }}").Load();

        var binding = Assert.IsType<ActionStepBinding>(loaded.Binding("App.Workflows", "do"));

        Assert.Equal(seconds is { } limit ? TimeSpan.FromSeconds(limit) : null, binding.Timeout);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("double.NaN")]
    [InlineData("2_592_000.5")]
    public void A_time_limit_that_the_engine_cannot_keep_is_refused_even_if_the_rule_is_switched_off(string seconds)
    {
        using var loaded = Run($"""[Step("S", TimeoutSeconds = {seconds})] static void Do() {"{ }"}""").Load();

        var refused = Assert.Throws<CatalogException>(() => loaded.Binding("App.Workflows", "Do"));

        Assert.Contains("'Workflows.Do' cannot have a TimeoutSeconds of", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_input_step_is_bound_as_a_form()
    {
        using var loaded = Run(
                """
                public sealed record ConfirmPage : FormPage { public bool Confirmed { get; init; } }
                [InputStep("Confirm downtime", Assignee.Noc)]
                static async Task<ConfirmPage> Confirm(FormSession form, ProductA? subscription) => await form.AskAsync(new ConfirmPage { Confirmed = subscription is null });
                """
            )
            .Load();

        var binding = Assert.IsType<InputStepBinding>(loaded.Binding("App.Workflows", "Confirm"));

        Assert.Equal(("Workflows.Confirm", "Confirm downtime", "NOC"), (binding.Id, binding.Name, binding.Assignee));
        Assert.Equal("""{"confirmed":true}""", (await binding.Form(new TestFormCall())).State.ToJson());
    }

    [Fact]
    public void A_step_that_is_named_like_emitted_code_is_still_the_one_that_runs()
    {
        var names = new[] { "Register", "RegisterSteps", "call", "steps", "result" };
        using var loaded = Run(
                string.Concat(names.Select(static name => $"""[Step("{name}")] static (int A, int B) {name}() => (1, 2);"""))
            )
            .Load();
        var catalog = loaded.Catalog();

        Assert.Equal(names, names.Select(name => loaded.Binding("App.Workflows", name, catalog).Name));
    }

    private static GeneratorRun Run(string members) => GeneratorTest.Run(Source(members));

    private static string Source(string members) =>
        GeneratorTest.Author(
            $$"""
            {{Types}}

            public static partial class Workflows
            {
            {{members}}
            }
            """
        );
}
