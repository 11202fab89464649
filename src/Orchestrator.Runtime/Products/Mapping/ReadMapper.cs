namespace Orchestrator.Products.Mapping;

/// <summary>Fills a model from stored records. One is made for the subscription, and one for each block.</summary>
internal sealed class ReadMapper : ModelMapper
{
    private readonly StoredSubscription _stored;
    private readonly InstanceRecord? _instance;
    private readonly string _path;
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);
    private bool _misses;

    private ReadMapper(StoredSubscription stored, InstanceRecord? instance, string path)
    {
        _stored = stored;
        _instance = instance;
        _path = path;
    }

    /// <summary>Fills a model; blocks that were met before in the same session are the same objects.</summary>
    /// <exception cref="SubscriptionException">A stored text does not fit its member, or something that is required is not
    /// stored.</exception>
    internal static void Fill(SubscriptionModel model, StoredSubscription stored)
    {
        model.Map(new ReadMapper(stored, instance: null, path: ""));
        if (stored.Missing.Count > 0)
        {
            throw SubscriptionErrors.NotCorrect(stored.SubscriptionId, stored.Missing);
        }
    }

    public override T FixedInput<T>(string name, T value, ValueCodec<T> codec)
    {
        if (_stored.FixedInputs.TryGetValue(name, out var text))
        {
            return Parse(name, text, codec);
        }

        _stored.Missing.Add($"the product has no fixed input '{name}'");
        return value;
    }

    public override T Value<T>(string name, T value, ValueCodec<T> codec)
    {
        if (FindText(name) is { } text)
        {
            return Parse(name, text, codec);
        }

        Miss(name, SubscriptionLifecycle.Provisioning, showsNull: false);
        return value;
    }

    public override T? OptionalValue<T>(string name, T? value, ValueCodec<T> codec, SubscriptionLifecycle? requiredFrom = null)
    {
        if (FindText(name) is { } text)
        {
            return Parse(name, text, codec);
        }

        Miss(name, requiredFrom, showsNull: true);
        return null;
    }

    public override T? OptionalReference<T>(string name, T? value, ValueCodec<T> codec, SubscriptionLifecycle? requiredFrom = null)
        where T : class
    {
        if (FindText(name) is { } text)
        {
            return Parse(name, text, codec);
        }

        Miss(name, requiredFrom, showsNull: true);
        return null;
    }

    public override List<T> Values<T>(string name, List<T> values, ValueCodec<T> codec, int minimum = 0, int maximum = int.MaxValue) =>
        [.. FindTexts(name).Select(text => Parse(name, text, codec))];

    public override T Block<T>(string name, T block, Func<T> create) => Required(name, ReadOne(name, create)) ?? block;

    public override T? OptionalBlock<T>(string name, T? block, Func<T> create, SubscriptionLifecycle? requiredFrom = null)
        where T : class => Optional(name, ReadOne(name, create), requiredFrom);

    public override List<T> Blocks<T>(string name, List<T> blocks, Func<T> create, int minimum = 0, int maximum = int.MaxValue) =>
        [.. Find(name, create).Select((record, index) => Read(record, create, $"{_path}{name}[{index}]"))];

    public override T Union<T>(string name, T block, IReadOnlyList<BlockVariant<T>> variants) =>
        Required(name, ReadVariants(name, variants).FirstOrDefault()) ?? block;

    public override T? OptionalUnion<T>(
        string name,
        T? block,
        IReadOnlyList<BlockVariant<T>> variants,
        SubscriptionLifecycle? requiredFrom = null
    )
        where T : class => Optional(name, ReadVariants(name, variants).FirstOrDefault(), requiredFrom);

    public override List<T> Unions<T>(
        string name,
        List<T> blocks,
        IReadOnlyList<BlockVariant<T>> variants,
        int minimum = 0,
        int maximum = int.MaxValue
    ) => [.. ReadVariants(name, variants)];

    private T? Required<T>(string name, T? block)
        where T : ProductBlock
    {
        if (block is null)
        {
            Miss(name, SubscriptionLifecycle.Provisioning, showsNull: false);
        }

        return block;
    }

    private T? Optional<T>(string name, T? block, SubscriptionLifecycle? requiredFrom)
        where T : ProductBlock
    {
        if (block is null)
        {
            Miss(name, requiredFrom, showsNull: true);
        }

        return block;
    }

    /// <summary>
    /// Notes that something is not stored, if it is required in the lifecycle of its subscription. What a block of another subscription
    /// lacks is that one's concern as long as it shows as null; where it cannot, what stands there would be invented.
    /// </summary>
    private void Miss(string name, SubscriptionLifecycle? requiredFrom, bool showsNull)
    {
        var status = _instance is null ? _stored.Status : _stored.StatusOf(_instance);
        if (
            requiredFrom is { } from
            && LifecycleCheck.IsRequired(from, status)
            && (!showsNull || _instance is null || _stored.IsOwn(_instance))
        )
        {
            _stored.Missing.Add($"'{_path}{name}' is required in {WireName.Of(status)} and has no value");
            _misses = true;
        }
    }

    /// <summary>Names what is stored in the block under names that the code does not declare, if something else is missing.</summary>
    private void AddUndeclared()
    {
        string[] undeclared =
            _instance is null || !_misses
                ? []
                :
                [
                    .. _instance
                        .Values.Keys.Concat(_instance.Relations.Select(static relation => relation.Member))
                        .Where(name => name.Length > 0 && !_declared.Contains(name))
                        .Distinct(StringComparer.Ordinal),
                ];
        if (undeclared.Length > 0)
        {
            _stored.Missing.Add(
                $"the database has {NameSuggestion.List(undeclared)} in '{_path.TrimEnd('.')}', which the code does not declare: if a "
                    + "member was renamed, give it that name again, or keep both until a workflow has copied the values"
            );
        }
    }

    private string? FindText(string name) => FindTexts(name) is [var text, ..] ? text : null;

    private List<string> FindTexts(string name)
    {
        _declared.Add(name);
        return _instance?.Values.GetValueOrDefault(name) ?? [];
    }

    private T Parse<T>(string name, string text, ValueCodec<T> codec)
        where T : notnull
    {
        try
        {
            return codec.Parse(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
        {
            throw SubscriptionErrors.NotReadable(_stored.SubscriptionId, _path + name, text, codec.TypeName);
        }
    }

    /// <summary>
    /// The blocks of a member, in order. A block's members are told apart by the name stored with each relation; those of the subscription
    /// itself have no relation and are found by their block's name.
    /// </summary>
    private IEnumerable<InstanceRecord> Find<T>(string name, Func<T> create)
        where T : ProductBlock => _instance is null ? _stored.TakeRoots(create().BlockName) : FindHeld(_instance, name);

    private IEnumerable<InstanceRecord> FindHeld(InstanceRecord instance, string name)
    {
        _declared.Add(name);
        return instance
            .Relations.Where(relation => relation.Member == name)
            .OrderBy(static relation => relation.Order)
            .Select(relation => _stored.Instances[relation.Child]);
    }

    private T? ReadOne<T>(string name, Func<T> create)
        where T : ProductBlock => Find(name, create).FirstOrDefault() is { } record ? Read(record, create, _path + name) : null;

    /// <summary>Reads the blocks of a member that may be of several classes: each is made by the class that has its block's name.</summary>
    private IEnumerable<T> ReadVariants<T>(string name, IReadOnlyList<BlockVariant<T>> variants)
        where T : ProductBlock
    {
        var records = _instance is null ? variants.SelectMany(variant => _stored.TakeRoots(variant.Name)) : FindHeld(_instance, name);
        return records.Select(
            (record, index) =>
                Read(
                    record,
                    variants.FirstOrDefault(variant => variant.Name == record.BlockName)?.Create
                        ?? throw OtherBlock(
                            $"{_path}{name}[{index}]",
                            string.Join("' or '", variants.Select(static variant => variant.Name)),
                            record
                        ),
                    $"{_path}{name}[{index}]"
                )
        );
    }

    private T Read<T>(InstanceRecord record, Func<T> create, string path)
        where T : ProductBlock
    {
        T block;
        if (_stored.Blocks.TryGetValue(record.Id, out var known))
        {
            block =
                known as T
                ?? throw new SubscriptionException(
                    "block_type",
                    $"Subscription {_stored.SubscriptionId}: block {record.Id} is a {TypeText.Of(known.GetType())} in one member and a "
                        + $"{TypeText.Of(typeof(T))} in '{path}'. Correct the relation."
                );
            if (!_stored.TakesAnew(record))
            {
                return block;
            }
        }
        else
        {
            block = create();
            if (block.BlockName != record.BlockName)
            {
                throw OtherBlock(path, block.BlockName, record);
            }

            _stored.Blocks.Add(record.Id, block);
            _stored.TakesAnew(record);
        }

        block.SubscriptionInstanceId = record.Id;
        block.OwnerSubscriptionId = record.Owner;
        block.Label = record.Label;
        var below = new ReadMapper(_stored, record, path + ".");
        block.Map(below);
        below.AddUndeclared();
        return block;
    }

    private SubscriptionException OtherBlock(string path, string expected, InstanceRecord record) =>
        new(
            "block_type",
            $"Subscription {_stored.SubscriptionId}: '{path}' should be a block '{expected}', but the database holds a "
                + $"'{record.BlockName}' ({record.Id}). Correct the relation."
        );
}
