using Orchestrator.Catalog;
using Orchestrator.Products.Mapping;
using Orchestrator.Search;

namespace Orchestrator.Storage.Search;

/// <summary>The paths that lead to what the registered products have: their fixed inputs, and the values of their blocks.</summary>
internal sealed class ProductPaths
{
    private readonly SortedDictionary<string, SearchKind> _paths = new(StringComparer.Ordinal);
    private readonly HashSet<(string Member, string Block)> _members = [];

    private ProductPaths() { }

    /// <summary>The paths, in order.</summary>
    internal IReadOnlyDictionary<string, SearchKind> All => _paths;

    /// <summary>Walks through all that the products can hold.</summary>
    internal static ProductPaths Of(WorkflowCatalog catalog)
    {
        var found = new ProductPaths();
        foreach (var product in catalog.Products)
        {
            product.Create().Map(new Walk(found, SearchTable.Subscriptions.Root, []));
        }

        return found;
    }

    /// <summary>
    /// The blocks that a member holds: of blocks directly under a subscription, no row says what member holds them. A block is found by its
    /// own name as well.
    /// </summary>
    internal IReadOnlyList<string> BlocksOf(string member) =>
        [.. _members.Where(found => found.Member == member).Select(static found => found.Block).Append(member).Distinct()];

    /// <param name="found">Gets what is found.</param>
    /// <param name="path">The path of the model that is mapped.</param>
    /// <param name="above">The classes of the blocks around it: one that comes again would come without end.</param>
    private sealed class Walk(ProductPaths found, string path, Type[] above) : ModelMapper
    {
        public override T FixedInput<T>(string name, T value, ValueCodec<T> codec) => Add(name, value);

        public override T Value<T>(string name, T value, ValueCodec<T> codec) => Add(name, value);

        public override T? OptionalValue<T>(string name, T? value, ValueCodec<T> codec, SubscriptionLifecycle? requiredFrom = null)
        {
            Add<T>(name, default);
            return value;
        }

        public override T? OptionalReference<T>(string name, T? value, ValueCodec<T> codec, SubscriptionLifecycle? requiredFrom = null)
            where T : class => Add(name, value);

        public override List<T> Values<T>(string name, List<T> values, ValueCodec<T> codec, int minimum = 0, int maximum = int.MaxValue)
        {
            Add<T>(name, default!);
            return values;
        }

        public override T Block<T>(string name, T block, Func<T> create)
        {
            Enter(name, create);
            return block;
        }

        public override T? OptionalBlock<T>(string name, T? block, Func<T> create, SubscriptionLifecycle? requiredFrom = null)
            where T : class
        {
            Enter(name, create);
            return block;
        }

        public override List<T> Blocks<T>(string name, List<T> blocks, Func<T> create, int minimum = 0, int maximum = int.MaxValue)
        {
            Enter(name, create);
            return blocks;
        }

        public override T Union<T>(string name, T block, IReadOnlyList<BlockVariant<T>> variants)
        {
            EnterAll(name, variants);
            return block;
        }

        public override T? OptionalUnion<T>(
            string name,
            T? block,
            IReadOnlyList<BlockVariant<T>> variants,
            SubscriptionLifecycle? requiredFrom = null
        )
            where T : class
        {
            EnterAll(name, variants);
            return block;
        }

        public override List<T> Unions<T>(
            string name,
            List<T> blocks,
            IReadOnlyList<BlockVariant<T>> variants,
            int minimum = 0,
            int maximum = int.MaxValue
        )
        {
            EnterAll(name, variants);
            return blocks;
        }

        private T Add<T>(string name, T value)
        {
            found._paths.TryAdd($"{path}.{name}", KindOf(typeof(T)));
            return value;
        }

        private void EnterAll<T>(string name, IReadOnlyList<BlockVariant<T>> variants)
            where T : ProductBlock
        {
            foreach (var variant in variants)
            {
                Enter(name, variant.Create);
            }
        }

        private void Enter<T>(string name, Func<T> create)
            where T : ProductBlock
        {
            var block = create();
            found._members.Add((name, block.BlockName));
            if (!above.Contains(block.GetType()))
            {
                block.Map(new Walk(found, $"{path}.{name}", [.. above, block.GetType()]));
            }
        }

        /// <summary>Times are texts: each is stored with its own offset, so that their order is not that of the times.</summary>
        private static SearchKind KindOf(Type type) =>
            type == typeof(bool) ? SearchKind.Boolean
            : type == typeof(int) || type == typeof(long) || type == typeof(decimal) || type == typeof(double) ? SearchKind.Number
            : SearchKind.Text;
    }
}
