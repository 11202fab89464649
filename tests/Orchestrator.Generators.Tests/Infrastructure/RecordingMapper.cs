using System.Reflection;
using Orchestrator.Products.Mapping;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>Writes down what a model's emitted mapping names, and stores another text in each text.</summary>
internal sealed class RecordingMapper : ModelMapper
{
    public List<string> Seen { get; } = [];

    public static void Map(object model, ModelMapper mapper) =>
        model.GetType().GetMethod("Map", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!.Invoke(model, [mapper]);

    public override T FixedInput<T>(string name, T value, ValueCodec<T> codec) => See($"FixedInput {name}={codec.Format(value)}", value);

    public override T Value<T>(string name, T value, ValueCodec<T> codec) =>
        See($"Value {name}={codec.Format(value)}", typeof(T) == typeof(string) ? codec.Parse("stored") : value);

    public override T? OptionalValue<T>(string name, T? value, ValueCodec<T> codec, SubscriptionLifecycle? requiredFrom = null) =>
        See($"OptionalValue {name}={value}", value);

    public override T? OptionalReference<T>(string name, T? value, ValueCodec<T> codec, SubscriptionLifecycle? requiredFrom = null)
        where T : class => See($"OptionalReference {name}={value}", value);

    public override List<T> Values<T>(string name, List<T> values, ValueCodec<T> codec, int minimum = 0, int maximum = int.MaxValue) =>
        See($"Values {name} {minimum}..{maximum}", values);

    public override T Block<T>(string name, T block, Func<T> create)
    {
        Seen.Add($"Block {name}");
        Map(block, this);
        return block;
    }

    public override T? OptionalBlock<T>(string name, T? block, Func<T> create, SubscriptionLifecycle? requiredFrom = null)
        where T : class => See($"OptionalBlock {name}", block);

    public override List<T> Blocks<T>(string name, List<T> blocks, Func<T> create, int minimum = 0, int maximum = int.MaxValue) =>
        See($"Blocks {name} {minimum}..{maximum}", blocks);

    public override T Union<T>(string name, T block, IReadOnlyList<BlockVariant<T>> variants) =>
        See($"Union {name} {Names(variants)}", block);

    public override T? OptionalUnion<T>(
        string name,
        T? block,
        IReadOnlyList<BlockVariant<T>> variants,
        SubscriptionLifecycle? requiredFrom = null
    )
        where T : class => See($"OptionalUnion {name} {Names(variants)}", block);

    public override List<T> Unions<T>(
        string name,
        List<T> blocks,
        IReadOnlyList<BlockVariant<T>> variants,
        int minimum = 0,
        int maximum = int.MaxValue
    ) => See($"Unions {name} {Names(variants)} {minimum}..{maximum}", blocks);

    public override void Computed(string name, Func<string?> compute) => Seen.Add($"Computed {name}={compute()}");

    private static string Names<T>(IReadOnlyList<BlockVariant<T>> variants)
        where T : ProductBlock => string.Join('|', variants.Select(static variant => $"{variant.Name}:{variant.Create().GetType().Name}"));

    private T See<T>(string what, T value)
    {
        Seen.Add(what);
        return value;
    }
}
