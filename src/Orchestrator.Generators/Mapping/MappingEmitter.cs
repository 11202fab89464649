using Microsoft.CodeAnalysis.Text;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Mapping.Members;

namespace Orchestrator.Generators.Mapping;

/// <summary>Writes the files of products and blocks.</summary>
internal static class MappingEmitter
{
    public static SourceText Emit(ProductModel model)
    {
        var mapping = model.Mapping;
        if (mapping.IsLeftOut)
        {
            return EmitLeftOut(mapping);
        }

        var name = mapping.Type.FullName;
        var writer = new SourceWriter().Header(mapping.UseDiagnostics).OpenType(mapping.Type);
        if (!model.DeclaresCreate)
        {
            writer
                .Line(
                    $"/// <summary>Makes a new {Cref(name)} subscription: a new id, status initial, not in sync, every list at its "
                        + "minimum length.</summary>"
                )
                .Line("/// <param name=\"product\">The id of the product's row, as the create workflow's first page gives it.</param>")
                .Line("/// <param name=\"customerId\">Whose subscription it is.</param>")
                .Line("/// <returns>The subscription; it is stored when a step returns it.</returns>")
                .GeneratedAttribute()
                .Line(
                    $"public static {name} Create(global::System.Guid product, string customerId) => "
                        + $"global::Orchestrator.SubscriptionModel.CreateModel(new {name}(), product, customerId);"
                )
                .Line();
        }

        foreach (var view in mapping.Views)
        {
            writer
                .Line($"/// <summary>Shows the subscription with all that is required in {view.ToLowerInvariant()}.</summary>")
                .Line("/// <returns>A view: reading and writing it reads and writes this subscription.</returns>")
                .Line(
                    "/// <exception cref=\"global::Orchestrator.SubscriptionException\">A value is missing; the message has its "
                        + "path.</exception>"
                )
                .GeneratedAttribute()
                .Line($"public {view} As{view}()")
                .Open()
                .Line($"global::Orchestrator.SubscriptionModel.ThrowIfIncomplete(this, global::Orchestrator.SubscriptionLifecycle.{view});")
                .Line("return new(this);")
                .Close()
                .Line();
        }

        Views(writer, mapping, isProduct: true);
        Map(writer, mapping);
        OpenDescribe(writer, mapping);
        foreach (var product in model.Products)
        {
            var fixedInputs = string.Join(
                ", ",
                product.FixedInputs.Select(static input => $"new({Literals.Text(input.Name)}, {Literals.Text(input.Value)})")
            );
            writer.List(
                $"catalog.Add(new {EmittedText.Catalog}ProductDescriptor(",
                [
                    $"typeof({name})",
                    $"{Texts([product.Name, product.ProductType, product.Tag, product.Description])}",
                    $"[{fixedInputs}]",
                    $"[{Texts(mapping.BlockNames)}]",
                    $"static () => new {name}()",
                ],
                ",",
                "));"
            );
        }

        return CloseDescribe(writer, mapping);
    }

    public static SourceText Emit(BlockModel model)
    {
        var mapping = model.Mapping;
        if (mapping.IsLeftOut)
        {
            return EmitLeftOut(mapping);
        }

        var writer = new SourceWriter().Header(mapping.UseDiagnostics).OpenType(mapping.Type);
        if (!model.DeclaresBlockName)
        {
            writer
                .Line("/// <inheritdoc/>")
                .Line($"{mapping.Accessibility} override string BlockName => {Literals.Text(model.Name)};")
                .Line();
        }

        if (model.ValidIn.Count > 0)
        {
            writer
                .Line("/// <inheritdoc/>")
                .Line(
                    $"{mapping.Accessibility} override "
                        + "global::System.Collections.Generic.IReadOnlyList<global::Orchestrator.SubscriptionLifecycle> ValidIn => "
                        + $"[{string.Join(", ", model.ValidIn.Select(Literals.Constant))}];"
                )
                .Line();
        }

        Views(writer, mapping, isProduct: false);
        Map(writer, mapping);
        OpenDescribe(writer, mapping);
        var tag = model.Tag is { } text ? Literals.Text(text) : "null";
        writer.List(
            $"catalog.Add(new {EmittedText.Catalog}BlockDescriptor(",
            [
                $"typeof({mapping.Type.FullName})",
                $"{Literals.Text(model.Name)}, {tag}, {Literals.Text(model.Description)}",
                $"[{Texts(mapping.ValueNames)}]",
                $"[{Texts(mapping.BlockNames)}]",
            ],
            ",",
            "));"
        );
        return CloseDescribe(writer, mapping);
    }

    private static SourceText EmitLeftOut(MappingModel mapping) =>
        new SourceWriter()
            .Header(mapping.UseDiagnostics)
            .OpenType(mapping.Type)
            .OpenPlumbing(mapping)
            .Close()
            .CloseType(mapping.Type)
            .ToSourceText();

    private static void Map(SourceWriter writer, MappingModel mapping)
    {
        if (mapping.DeclaresMap)
        {
            return;
        }

        writer
            .Line("/// <inheritdoc/>")
            .Line($"{mapping.Accessibility} override void Map(global::Orchestrator.Products.Mapping.ModelMapper mapper)")
            .Open();
        foreach (var member in mapping.Members)
        {
            // "this." keeps a property apart from the parameter of the same name.
            var target = member.Name == "mapper" ? "this.mapper" : member.Name;
            writer.Line(
                member.Kind == MemberKind.Computed
                    ? $"mapper.Computed({Literals.Text(member.Key)}, () => {target});"
                    : $"{target} = mapper.{member.Kind}({Literals.Text(member.Key)}, {target}, {Source(member)}{Limits(member)});"
            );
        }

        writer.Close().Line();
    }

    /// <summary>
    /// One class for each lifecycle, whose members read and write those of the model. A later one is an earlier one too: it has only those
    /// members again that it shows in another way.
    /// </summary>
    private static void Views(SourceWriter writer, MappingModel mapping, bool isProduct)
    {
        var name = mapping.Type.FullName;
        for (var index = 0; index < mapping.Views.Count; index++)
        {
            var view = mapping.Views[index];
            var earlier = index == 0 ? null : mapping.Views[index - 1];
            var isLast = index == mapping.Views.Count - 1;
            writer
                .Line(
                    $"/// <summary>A {Cref(name)} with all that is required in {view.ToLowerInvariant()}; its members read and "
                        + $"write those of the {(isProduct ? "subscription" : "block")}.</summary>"
                )
                .Line(
                    "/// <param name=\"model\">What is shown. It is not checked: a value that is missing is found when it is read.</param>"
                )
                .GeneratedAttribute();
            var declaration =
                $"public {(isLast ? "sealed " : "")}class {view}({name} model) : "
                + $"{earlier ?? $"global::Orchestrator.LifecycleView<{name}>"}(model)";
            string[] members =
            [
                .. mapping
                    .Members.Where(member => earlier is null || member.In(view) != member.In(earlier) with { View = view })
                    .Select(member => ViewMember(member, member.In(view), isHiding: earlier is not null)),
            ];
            if (members.Length == 0)
            {
                writer.Line(declaration + ";").Line();
                continue;
            }

            writer.Line(declaration).Open();
            foreach (var member in members)
            {
                writer.Line(member);
            }

            writer.Close().Line();
        }
    }

    private static string ViewMember(MemberModel member, ViewMemberModel seen, bool isHiding)
    {
        var read = Read(seen, "Model." + member.Name);
        var accessors = seen.IsWritable ? $" {{ get => {read}; set => Model.{member.Name} = value; }}" : $" => {read};";
        return $"public {(isHiding ? "new " : "")}{TypeOf(seen)} {member.Name}{accessors}";
    }

    private static string TypeOf(ViewMemberModel seen) =>
        seen.Access switch
        {
            ViewAccess.Blocks => $"global::System.Collections.Generic.IReadOnlyList<{seen.Type}>",
            ViewAccess.OptionalBlock => seen.Type + "?",
            _ => seen.Type,
        };

    private static string Read(ViewMemberModel seen, string member) =>
        seen.Access switch
        {
            ViewAccess.RequiredValue => $"RequiredValue({member})",
            ViewAccess.Required => $"Required({member})",
            ViewAccess.Block => $"new({member})",
            ViewAccess.RequiredBlock => $"new(Required({member}))",
            ViewAccess.OptionalBlock => $"{member} is {{ }} block ? new(block) : null",
            ViewAccess.Blocks => $"Each({member}, static block => new {seen.Type}(block))",
            _ => member,
        };

    private static string Source(MemberModel member) =>
        member.Variants switch
        {
            [] => member.Scalar is { } scalar ? ScalarEmitter.Codec(scalar) : "",
            [var only] => $"static () => new {only.Type}()",
            var several => $"[{string.Join(", ", several.Select(Variant))}]",
        };

    private static string Variant(VariantModel variant) => $"new({Literals.Text(variant.Name)}, static () => new {variant.Type}())";

    private static string Limits(MemberModel member) =>
        member switch
        {
            { RequiredFrom: { } lifecycle } => ", " + Literals.Constant(lifecycle),
            { Minimum: 0, Maximum: < 0 } => "",
            { Maximum: < 0 } => ", " + Literals.Number(member.Minimum),
            _ => $", {Literals.Number(member.Minimum)}, {Literals.Number(member.Maximum)}",
        };

    private static SourceWriter OpenPlumbing(this SourceWriter writer, MappingModel mapping) =>
        writer.LeftOut(mapping.Unseen).HiddenPlumbingAttributes().Line($"internal static class {EmittedNames.Mapping}").Open();

    private static void OpenDescribe(SourceWriter writer, MappingModel mapping) =>
        writer.OpenPlumbing(mapping).Line($"internal static void Describe({EmittedText.Catalog}CatalogBuilder catalog)").Open();

    private static SourceText CloseDescribe(SourceWriter writer, MappingModel mapping) =>
        writer.Close().Close().CloseType(mapping.Type).ToSourceText();

    private static string Texts(IEnumerable<string> texts) => string.Join(", ", texts.Select(Literals.Text));

    private static string Cref(string name) => $"<see cref=\"{name}\"/>";
}
