namespace Orchestrator.Domain.Mapping;

/// <summary>Fills the lists of a new model to their minimum length and leaves all else as the initialisers made it.</summary>
internal sealed class NewModelMapper : ModelMapper
{
    public override T FixedInput<T>(string name, T value, ValueCodec<T> codec) => value;

    public override T Value<T>(string name, T value, ValueCodec<T> codec) => value;

    public override T? OptionalValue<T>(string name, T? value, ValueCodec<T> codec, SubscriptionLifecycle? requiredFrom = null) => value;

    public override T? OptionalReference<T>(string name, T? value, ValueCodec<T> codec, SubscriptionLifecycle? requiredFrom = null)
        where T : class => value;

    public override List<T> Values<T>(string name, List<T> values, ValueCodec<T> codec, int minimum = 0, int maximum = int.MaxValue) => values;

    public override T Block<T>(string name, T block, Func<T> create)
    {
        // A required block that its class does not initialise belongs to another subscription: the author puts it there.
        block?.Map(this);
        return block!;
    }

    public override T? OptionalBlock<T>(string name, T? block, Func<T> create, SubscriptionLifecycle? requiredFrom = null)
        where T : class
    {
        block?.Map(this);
        return block;
    }

    public override List<T> Blocks<T>(string name, List<T> blocks, Func<T> create, int minimum = 0, int maximum = int.MaxValue)
    {
        while (blocks.Count < minimum)
        {
            blocks.Add(create());
        }

        foreach (var block in blocks)
        {
            block.Map(this);
        }

        return blocks;
    }

    public override T Union<T>(string name, T block, IReadOnlyList<BlockVariant<T>> variants)
    {
        // Which of the classes it is to be, only the author knows; one that is missing is found when the subscription leaves initial.
        block?.Map(this);
        return block!;
    }

    public override T? OptionalUnion<T>(string name, T? block, IReadOnlyList<BlockVariant<T>> variants, SubscriptionLifecycle? requiredFrom = null)
        where T : class
    {
        block?.Map(this);
        return block;
    }

    public override List<T> Unions<T>(string name, List<T> blocks, IReadOnlyList<BlockVariant<T>> variants, int minimum = 0, int maximum = int.MaxValue)
    {
        foreach (var block in blocks)
        {
            block.Map(this);
        }

        return blocks;
    }
}
