using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.Catalog;
using Orchestrator.Products.Mapping;

namespace Orchestrator.Tests.Faults;

/// <summary>A product every part of which throws when it is told to. Mapped by hand, as the build would emit it.</summary>
public sealed class Faulty : SubscriptionModel
{
    public FaultyBlock Block { get; set; } = new();

    public static Faulty Create(Guid product) => CreateModel(new Faulty(), product, "customer");

    internal static void Describe(CatalogBuilder catalog)
    {
        catalog.Add(
            new ProductDescriptor(
                typeof(Faulty),
                "faulty",
                "Faulty",
                "FAULTY",
                "A product that throws",
                [],
                ["Faulty"],
                static () => Fault.Hit("ProductDescriptor(Create)", new Faulty())
            )
        );
        catalog.Add(new BlockDescriptor(typeof(FaultyBlock), "Faulty", null, "A block that throws", [], ["Faulty part"]));
        catalog.Add(new BlockDescriptor(typeof(FaultyPart), "Faulty part", null, "A block in a block", ["size"], []));
    }

    protected internal override void Map(ModelMapper mapper)
    {
        Fault.Hit("SubscriptionModel.Map");
        Block = mapper.Block("block", Block, static () => Fault.Hit("ModelMapper.Block(create)", new FaultyBlock()));
        mapper.Computed("title", static () => Fault.Hit("ModelMapper.Computed(compute)", "a title"));
    }
}

public sealed class FaultyBlock : ProductBlock
{
    private static readonly BlockVariant<FaultyPart>[] Variants =
    [
        new("Faulty part", static () => Fault.Hit("BlockVariant<>(create)", new FaultyPart())),
    ];

    public FaultyPart Spare { get; set; } = new();

    public List<FaultyPart> More { get; set; } = [];

    protected internal override string BlockName => Fault.Hit("ProductBlock.BlockName", "Faulty");

    protected internal override IReadOnlyList<SubscriptionLifecycle> ValidIn =>
        Fault.Hit<IReadOnlyList<SubscriptionLifecycle>>("ProductBlock.ValidIn", []);

    protected internal override void Map(ModelMapper mapper)
    {
        Fault.Hit("ProductBlock.Map");
        Spare = mapper.Union("spare", Spare, Variants);
        More = mapper.Blocks("more", More, static () => Fault.Hit("ModelMapper.Blocks(create)", new FaultyPart()), minimum: 1);
    }
}

public sealed class FaultyPart : ProductBlock
{
    public int Size { get; set; } = 7;

    protected internal override string BlockName => "Faulty part";

    protected internal override void Map(ModelMapper mapper) => Size = mapper.Value("size", Size, ValueCodecs.Int32);
}

/// <summary>A page whose rules throw.</summary>
public sealed record FaultyPage : FormPage, IValidatableObject
{
    [FaultyRule]
    public required string Answer { get; init; }

    protected internal override string? PageTitle => Fault.Hit<string?>("FormPage.PageTitle", null);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Fault.Hit<IEnumerable<ValidationResult>>("IValidatableObject.Validate", []);

    private sealed class FaultyRuleAttribute : ValidationAttribute
    {
        public override bool IsValid(object? value) => Fault.Hit("ValidationAttribute.IsValid", true);
    }
}

/// <summary>A value of the state whose converter throws.</summary>
[JsonConverter(typeof(Converter))]
public sealed record FaultyValue(int Number)
{
    private sealed class Converter : JsonConverter<FaultyValue>
    {
        public override FaultyValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Fault.Hit("JsonConverter.Read", new FaultyValue(reader.GetInt32()));

        public override void Write(Utf8JsonWriter writer, FaultyValue value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(Fault.Hit("JsonConverter.Write", value.Number));
    }
}

/// <summary>A service that cannot be made, and one that cannot be disposed of.</summary>
public sealed class FaultyService : IDisposable
{
    public FaultyService() => Fault.Hit("a service's constructor");

    public void Dispose() => Fault.Hit("IDisposable.Dispose");
}

public sealed class FaultyAsyncService : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Fault.Hit("IAsyncDisposable.DisposeAsync", ValueTask.CompletedTask);
}
