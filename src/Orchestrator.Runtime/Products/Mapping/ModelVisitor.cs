namespace Orchestrator.Products.Mapping;

/// <summary>A mapper that only looks: every member keeps what it holds.</summary>
internal abstract class ModelVisitor : ModelMapper
{
    public sealed override T FixedInput<T>(string name, T value, ValueCodec<T> codec)
    {
        VisitFixedInput(name, value, codec);
        return value;
    }

    public sealed override T Value<T>(string name, T value, ValueCodec<T> codec)
    {
        // A reference member that is declared non-nullable can still hold null while a model is being filled.
        VisitValue(name, value is null ? null : new Held<T>(value, codec), requiredFrom: SubscriptionLifecycle.Provisioning);
        return value!;
    }

    public sealed override T? OptionalValue<T>(string name, T? value, ValueCodec<T> codec, SubscriptionLifecycle? requiredFrom = null)
    {
        VisitValue(name, value is { } held ? new Held<T>(held, codec) : null, requiredFrom);
        return value;
    }

    public sealed override T? OptionalReference<T>(string name, T? value, ValueCodec<T> codec, SubscriptionLifecycle? requiredFrom = null)
        where T : class
    {
        VisitValue(name, value is null ? null : new Held<T>(value, codec), requiredFrom);
        return value;
    }

    public sealed override List<T> Values<T>(string name, List<T> values, ValueCodec<T> codec, int minimum = 0, int maximum = int.MaxValue)
    {
        VisitValues(name, [.. values.Select(value => new Held<T>(value, codec))], minimum, maximum);
        return values;
    }

    public sealed override T Block<T>(string name, T block, Func<T> create)
    {
        VisitBlock(name, block, requiredFrom: SubscriptionLifecycle.Provisioning);
        return block;
    }

    public sealed override T? OptionalBlock<T>(string name, T? block, Func<T> create, SubscriptionLifecycle? requiredFrom = null)
        where T : class
    {
        VisitBlock(name, block, requiredFrom);
        return block;
    }

    public sealed override List<T> Blocks<T>(string name, List<T> blocks, Func<T> create, int minimum = 0, int maximum = int.MaxValue)
    {
        VisitBlocks(name, blocks, minimum, maximum);
        return blocks;
    }

    public sealed override T Union<T>(string name, T block, IReadOnlyList<BlockVariant<T>> variants)
    {
        VisitBlock(name, block, requiredFrom: SubscriptionLifecycle.Provisioning);
        return block;
    }

    public sealed override T? OptionalUnion<T>(
        string name,
        T? block,
        IReadOnlyList<BlockVariant<T>> variants,
        SubscriptionLifecycle? requiredFrom = null
    )
        where T : class
    {
        VisitBlock(name, block, requiredFrom);
        return block;
    }

    public sealed override List<T> Unions<T>(
        string name,
        List<T> blocks,
        IReadOnlyList<BlockVariant<T>> variants,
        int minimum = 0,
        int maximum = int.MaxValue
    )
    {
        VisitBlocks(name, blocks, minimum, maximum);
        return blocks;
    }

    protected virtual void VisitFixedInput<T>(string name, T value, ValueCodec<T> codec)
        where T : notnull { }

    protected abstract void VisitValue(string name, IHeld? value, SubscriptionLifecycle? requiredFrom);

    protected abstract void VisitValues(string name, IReadOnlyList<IHeld> values, int minimum, int maximum);

    protected abstract void VisitBlock(string name, ProductBlock? block, SubscriptionLifecycle? requiredFrom);

    protected abstract void VisitBlocks(string name, IReadOnlyList<ProductBlock> blocks, int minimum, int maximum);

    /// <summary>A value that a member holds.</summary>
    internal interface IHeld
    {
        /// <summary>The value itself.</summary>
        object Value { get; }

        /// <summary>The value as it is stored.</summary>
        string Text { get; }

        /// <summary>Why the value is outside its limits; null when it is not.</summary>
        string? Problem { get; }
    }

    private sealed record Held<T>(T Content, ValueCodec<T> Codec) : IHeld
        where T : notnull
    {
        public object Value => Content;

        public string Text => Codec.Format(Content);

        public string? Problem => Codec.FindProblem?.Invoke(Content);
    }
}
