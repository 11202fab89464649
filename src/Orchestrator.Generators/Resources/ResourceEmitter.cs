using Microsoft.CodeAnalysis.Text;
using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;

namespace Orchestrator.Generators.Resources;

/// <summary>Writes the file of an external resource.</summary>
internal static class ResourceEmitter
{
    private const string Space = "global::Orchestrator.ExternalResources.";

    public static SourceText Emit(ResourceModel model)
    {
        var writer = new SourceWriter().Header(model.UseDiagnostics).OpenType(model.Type);
        if (model.IsLeftOut)
        {
            return writer.LeftOut(new[] { model.Type.Name }.ToEquatableArray()).OpenPlumbing().Close().CloseType(model.Type).ToSourceText();
        }

        writer
            .Line("/// <inheritdoc/>")
            .GeneratedAttribute()
            .Line($"protected override {Space}StateShape<{model.StateType}> Shape => {EmittedNames.Resource}.{model.State};")
            .Line();
        if (model.View is { } view)
        {
            var (type, shown) =
                view.View.Length == 0 ? (view.Model, "subscription") : ($"{view.Model}.{view.View}", $"subscription.As{view.View}()");
            writer
                .Line("/// <inheritdoc/>")
                .GeneratedAttribute()
                .Line($"protected override {type} View({view.Model} subscription) => {shown};")
                .Line();
        }

        writer.OpenPlumbing();
        foreach (var type in model.States)
        {
            Shape(writer, type);
        }

        Register(writer, model);
        return writer.Close().CloseType(model.Type).ToSourceText();
    }

    private static SourceWriter OpenPlumbing(this SourceWriter writer) =>
        writer.HiddenPlumbingAttributes().Line($"internal static class {EmittedNames.Resource}").Open();

    private static void Shape(SourceWriter writer, StateTypeModel type)
    {
        writer.Line(
            $"internal static readonly {Space}StateShape<{type.Type}> {type.Name} = "
                + $"{Space}StateShapes.Object<{type.Type}>({(type.Taken.Count == 0 ? "static members =>" : "")}"
        );
        if (type.Taken.Count > 0)
        {
            writer.Indent().Line("static members =>");
        }

        writer.Open();
        foreach (var member in type.Members)
        {
            writer.Line(
                $"members.Add{(member.IsSensitive ? "Sensitive" : "")}({Literals.Text(member.Key)}, static state => "
                    + $"state.{member.Name}, {member.Shape});"
            );
        }

        if (type.Taken.Count == 0)
        {
            writer.Close(");").Line();
            return;
        }

        writer.Close(",");
        if (type.IsCopied)
        {
            writer.List("static (desired, actual) => desired with { ", [.. type.Taken], ",", " });").Unindent().Line();
            return;
        }

        writer.Line("static (desired, actual) =>").Open();
        foreach (var assignment in type.Taken)
        {
            writer.Line($"desired.{assignment};");
        }

        writer.Line("return desired;").Close(");").Unindent().Line();
    }

    private static void Register(SourceWriter writer, ResourceModel model)
    {
        string[] settings =
        [
            .. model.System is { } system ? [$"System = {Literals.Text(system)}"] : (string[])[],
            .. model.IsReadable ? (string[])[] : ["IsReadable = false"],
            .. model.HasWriteOnly ? ["HasWriteOnlyValues = true"] : (string[])[],
            .. model.SettlesWithin is { } ticks ? [$"SettlesWithin = new global::System.TimeSpan({Literals.Number(ticks)})"] : (string[])[],
        ];
        writer
            .Line($"internal static void Register({EmittedText.Catalog}CatalogBuilder catalog)")
            .Open()
            .Line($"catalog.Resources.Add(typeof({model.Type.FullName}), new {EmittedText.Binding}ResourceBinding(")
            .Indent()
            .Line($"{Literals.Text(model.Id)}, {Literals.Text(model.Name)}, {(model.StateKey is { } key ? Literals.Text(key) : "null")},")
            .Line(
                $"static call => new {model.Type.FullName}({string.Join(", ", model.Services.Select(Service))}))"
                    + (settings.Length == 0 ? ");" : $" {{ {string.Join(", ", settings)} }});")
            )
            .Unindent();
        foreach (var service in model.Services.Where(static service => service is { Type: not null, IsOptional: false }).Distinct())
        {
            writer.Service(service.Type!, service.Key, [model.Id]);
        }

        writer.Close();
    }

    private static string Service(ServiceModel service) =>
        service.Type is { } type ? EmittedText.Service(type, service.Key, service.IsOptional) : "call.Logger";
}
