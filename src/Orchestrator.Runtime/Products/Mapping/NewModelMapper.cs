namespace Orchestrator.Products.Mapping;

/// <summary>
/// Completes a new model: required blocks that its initialisers left out are made, and lists of blocks filled to their minimum length. What
/// may be null stays as it is, and so does a list of several classes of blocks: which of them to make, only the author knows.
/// </summary>
internal sealed class NewModelMapper : ModelMapper
{
    private readonly string _model;
    private readonly string _path;

    /// <summary>The classes of the blocks that were made around this one: one that comes again would come without end.</summary>
    private readonly Type[] _made;

    private NewModelMapper(string model, string path, Type[] made)
    {
        _model = model;
        _path = path;
        _made = made;
    }

    /// <summary>Completes a model.</summary>
    /// <exception cref="SubscriptionException">
    /// The model requires a block of several classes and has none, or a block requires a block of its own class.
    /// </exception>
    internal static void Complete(SubscriptionModel model) =>
        model.Map(new NewModelMapper(TypeText.Of(model.GetType()), path: "", made: []));

    public override T FixedInput<T>(string name, T value, ValueCodec<T> codec) => value;

    public override T Value<T>(string name, T value, ValueCodec<T> codec) => value;

    public override T? OptionalValue<T>(string name, T? value, ValueCodec<T> codec, SubscriptionLifecycle? requiredFrom = null) => value;

    public override T? OptionalReference<T>(string name, T? value, ValueCodec<T> codec, SubscriptionLifecycle? requiredFrom = null)
        where T : class => value;

    public override List<T> Values<T>(string name, List<T> values, ValueCodec<T> codec, int minimum = 0, int maximum = int.MaxValue) =>
        values;

    public override T Block<T>(string name, T block, Func<T> create) => block is null ? Make(name, create) : Complete(name, block);

    public override T? OptionalBlock<T>(string name, T? block, Func<T> create, SubscriptionLifecycle? requiredFrom = null)
        where T : class => block is null ? null : Complete(name, block);

    public override List<T> Blocks<T>(string name, List<T> blocks, Func<T> create, int minimum = 0, int maximum = int.MaxValue)
    {
        CompleteAll(name, blocks);
        while (blocks.Count < minimum)
        {
            blocks.Add(Make($"{name}[{blocks.Count}]", create));
        }

        return blocks;
    }

    public override T Union<T>(string name, T block, IReadOnlyList<BlockVariant<T>> variants) =>
        block is null
            ? throw new SubscriptionException(
                "block_undecided",
                $"A new {_model} cannot be made: '{_path}{name}' must hold a block "
                    + $"'{string.Join("' or '", variants.Select(static variant => variant.Name))}', and nothing says which. Give the "
                    + "member an initial value, or make it nullable and say from when it is required."
            )
            : Complete(name, block);

    public override T? OptionalUnion<T>(
        string name,
        T? block,
        IReadOnlyList<BlockVariant<T>> variants,
        SubscriptionLifecycle? requiredFrom = null
    )
        where T : class => block is null ? null : Complete(name, block);

    public override List<T> Unions<T>(
        string name,
        List<T> blocks,
        IReadOnlyList<BlockVariant<T>> variants,
        int minimum = 0,
        int maximum = int.MaxValue
    )
    {
        CompleteAll(name, blocks);
        return blocks;
    }

    private void CompleteAll<T>(string name, List<T> blocks)
        where T : ProductBlock
    {
        for (var index = 0; index < blocks.Count; index++)
        {
            Complete($"{name}[{index}]", blocks[index]);
        }
    }

    private T Complete<T>(string name, T block)
        where T : ProductBlock
    {
        block.Map(new NewModelMapper(_model, $"{_path}{name}.", _made));
        return block;
    }

    private T Make<T>(string name, Func<T> create)
        where T : ProductBlock
    {
        if (_made.Contains(typeof(T)))
        {
            throw new SubscriptionException(
                "block_without_end",
                $"A new {_model} cannot be made: '{_path}{name}' requires a {TypeText.Of(typeof(T))} inside a {TypeText.Of(typeof(T))}, "
                    + "without end. Make the member nullable."
            );
        }

        var block = create();
        block.Map(new NewModelMapper(_model, $"{_path}{name}.", [.. _made, typeof(T)]));
        return block;
    }
}
