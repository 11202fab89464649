using Microsoft.CodeAnalysis.Text;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.CSharp;

namespace Orchestrator.Generators.WorkflowClasses;

/// <summary>Writes the file of a class with workflows or steps.</summary>
internal static class WorkflowClassEmitter
{
    public static SourceText Emit(WorkflowClassModel model)
    {
        var writer = new SourceWriter().Header(model.UseDiagnostics);
        WorkflowModel[] workflows =
        [
            .. model.Workflows,
            .. model.Reconciles.Select(static reconcile => reconcile.Workflow),
            .. model.Validates.Select(static validate => validate.Workflow),
        ];
        foreach (var workflow in workflows)
        {
            var products = string.Concat(workflow.Published.Select(static product => $", typeof({product})"));
            writer.Line(
                $"[assembly: {EmittedText.Catalog}RegisteredWorkflow({Literals.Text(workflow.Name)}, {TargetOf(workflow)}{products})]"
            );
        }

        foreach (var step in model.Published)
        {
            string[] texts = [step.Id, step.Name, .. step.Traits];
            writer.Line(
                $"[assembly: {EmittedText.Catalog}PublishedStep({Literals.Text(step.Chain)}, {Literals.Number(step.Position)}, "
                    + $"{string.Join(", ", texts.Select(Literals.Text))}, Version = {Literals.Number(PublishedStep.FormatVersion)})]"
            );
        }

        if (model.IsPublishedOnly)
        {
            return writer.ToSourceText();
        }

        if (workflows.Length + model.Published.Count > 0)
        {
            writer.Line();
        }

        writer.OpenType(model.Type);
        foreach (var reconcile in model.Reconciles)
        {
            Reconcile(writer, reconcile);
        }

        foreach (var validate in model.Validates)
        {
            Validate(writer, validate);
        }

        writer.LeftOut(model.Unseen).HiddenPlumbingAttributes().Line($"internal static class {EmittedNames.Bindings}").Open();
        Register(writer, model, workflows);
        RegisterSteps(writer, model);
        return writer.Close().CloseType(model.Type).ToSourceText();
    }

    private static void Reconcile(SourceWriter writer, ReconcileModel reconcile) =>
        Declare(
            writer,
            reconcile.Workflow,
            $"Re-applies the current configuration of {JoinCrefs(reconcile.Workflow.Products)} subscriptions to the external systems.",
            $"Emitted from {Cref(reconcile.Source + "()")}; it runs the steps of "
                + $"{JoinCrefs(reconcile.Chains.Select(static chain => chain.DocumentationId ?? Operand(chain)))}.",
            $"{reconcile.Accessibility} static global::Orchestrator.StepList {reconcile.Method}()",
            reconcile.Chains.Select(Operand).Prepend(reconcile.Defaults).OfType<string>()
        );

    private static void Validate(SourceWriter writer, ValidateModel validate) =>
        Declare(
            writer,
            validate.Workflow,
            $"Compares {JoinCrefs(validate.Workflow.Products)} subscriptions with what the external systems hold.",
            $"Emitted from {Cref(validate.Source + "()")}, because no validate workflow is written.",
            $"{validate.Accessibility} static global::Orchestrator.StepList {validate.Method}()",
            validate.Resources.Select(static resource => $"global::Orchestrator.Workflow.Compare<{resource}>()")
        );

    private static void Declare(
        SourceWriter writer,
        WorkflowModel workflow,
        string summary,
        string remarks,
        string method,
        IEnumerable<string> operands
    )
    {
        var products = workflow.Products;
        var alsoFor = products.Count == 1 ? "" : $", AlsoFor = new global::System.Type[] {{ {EmittedText.TypeOfs(products.Skip(1))} }}";
        writer
            .Line($"/// <summary>{summary}</summary>")
            .Line($"/// <remarks>{remarks}</remarks>")
            .GeneratedAttribute()
            .Line(
                $"[global::Orchestrator.{workflow.Target}Workflow(typeof({products[0]}), {Literals.Text(workflow.Description)}{alsoFor})]"
            )
            .Line($"{method} => {string.Join(" >> ", operands.Prepend("global::Orchestrator.Workflow.Begin"))};")
            .Line();
    }

    private static void Register(SourceWriter writer, WorkflowClassModel model, WorkflowModel[] workflows)
    {
        writer.Line($"internal static void Register({EmittedText.Catalog}CatalogBuilder catalog)").Open();
        if (model.Steps.Count > 0)
        {
            writer.Line($"catalog.Steps.AddClass(typeof({model.Type.FullName}), {Literals.Text(model.StepPrefix)}, RegisterSteps);");
        }

        Services(
            writer,
            model
                .Steps.Select(static step => (step.Invocation, step.Id))
                .Concat(
                    workflows.Where(static workflow => workflow.Form is not null).Select(static workflow => (workflow.Form!, workflow.Name))
                )
        );
        StepPolicies(writer, model);
        foreach (var workflow in workflows)
        {
            var (method, target) = workflow.IsPlain ? ("Plain", $", {TargetOf(workflow)}") : (workflow.Target.ToString(), "");
            var before =
                $"catalog.Add{method}({Literals.Text(workflow.Name)}{target}, {Literals.Text(workflow.Description)}, "
                + $"[{EmittedText.TypeOfs(workflow.Products)}], {workflow.Method}";
            if (workflow.Form is { } form)
            {
                writer.Lambda(before + ", ", form, ");");
                if (KeysEmitter.TryWrite(form, removes: default) is { } keys)
                {
                    writer.Line($"catalog.DescribeForm({keys});");
                }
            }
            else
            {
                writer.Line(before + ");");
            }

            if (workflow.Chains.Count > 0)
            {
                writer.Line($"catalog.DescribeExternalSystemSteps({string.Join(", ", workflow.Chains.Select(Literals.Text))});");
            }

            if (workflow.OneAtATime)
            {
                writer.Line("catalog.RunOneAtATime();");
            }

            if (PoliciesOf(workflow.Policy, workflow.RetryPolicy) is { } policies)
            {
                writer.Line($"catalog.RequirePolicy({policies});");
            }
        }

        writer.Close();
    }

    private static void Services(SourceWriter writer, IEnumerable<(InvocationModel Invocation, string UsedBy)> uses)
    {
        var services = uses.SelectMany(static use =>
                use.Invocation.Parameters.Where(static parameter => parameter is { Kind: ParameterKind.Service, CanBeNull: false })
                    .Select(parameter => (parameter.Type, Key: parameter.Default, use.UsedBy))
            )
            .Distinct()
            .GroupBy(static use => (use.Type, use.Key), static use => use.UsedBy);
        foreach (var users in services)
        {
            writer.Service(users.Key.Type, users.Key.Key, users);
        }
    }

    /// <summary>
    /// Names the policies of the steps beside the registration of the class, so that a host that starts can look for them without that of
    /// each step.
    /// </summary>
    private static void StepPolicies(SourceWriter writer, WorkflowClassModel model)
    {
        var policies = model
            .Steps.SelectMany(static step =>
                new[] { step.Policy, step.RetryPolicy }.OfType<string>().Distinct().Select(policy => (Policy: policy, step.Id))
            )
            .GroupBy(static named => named.Policy, static named => named.Id);
        foreach (var steps in policies)
        {
            writer.List($"catalog.DescribeStepPolicy({Literals.Text(steps.Key)}, ", [.. steps.Select(Literals.Text)], ",", ");");
        }
    }

    private static void RegisterSteps(SourceWriter writer, WorkflowClassModel model)
    {
        if (model.Steps.Count == 0)
        {
            return;
        }

        writer.Line().Line($"private static void RegisterSteps({EmittedText.Binding}StepClass steps)").Open();
        foreach (var step in model.Steps)
        {
            var names = $"({Literals.Text(step.Method.TrimStart('@'))}, {Literals.Text(step.Name)}, ";
            var id = Literals.Text(step.Id) + ", ";
            writer.Lambda(
                step switch
                {
                    { Assignee: { } assignee } => $"steps.AddInput{names}{id}{Literals.Text(assignee)}, ",
                    { Retry: { } retry } => $"steps.AddRetry{names}{id}{retry.MaxAttempts}, {Literals.Number(retry.FirstDelaySeconds)}, "
                        + $"{Literals.Number(retry.Backoff)}, ",
                    _ => $"steps.Add{names}{(step.Id == $"{model.StepPrefix}.{step.Method.TrimStart('@')}" ? "" : id)}",
                },
                step.Invocation,
                ");",
                step.Removes
            );
            if (KeysEmitter.TryWrite(step.Invocation, step.Removes) is { } keys)
            {
                writer.Line($"steps.Describe({Literals.Text(step.Method.TrimStart('@'))}, {keys});");
            }

            if (step.TimeoutSeconds is { } seconds)
            {
                writer.Line($"steps.Limit({Literals.Text(step.Method.TrimStart('@'))}, {Literals.Number(seconds)});");
            }

            foreach (var result in step.CallbackResults)
            {
                writer.Line($"steps.Reads<{result.Type}>({Literals.Text(step.Method.TrimStart('@'))}, {Literals.Text(result.Key)});");
            }

            if (PoliciesOf(step.Policy, step.RetryPolicy) is { } policies)
            {
                writer.Line($"steps.RequirePolicy({Literals.Text(step.Method.TrimStart('@'))}, {policies});");
            }
        }

        writer.Close();
    }

    /// <summary>The arguments that put something under policies; null where there are none.</summary>
    private static string? PoliciesOf(string? policy, string? retryPolicy) =>
        (policy, retryPolicy) switch
        {
            (null, null) => null,
            ({ } one, null) => Literals.Text(one),
            (null, { } retry) => $"policy: null, {Literals.Text(retry)}",
            ({ } one, { } retry) => $"{Literals.Text(one)}, {Literals.Text(retry)}",
        };

    private static string TargetOf(WorkflowModel workflow) => "global::Orchestrator.Target." + workflow.Target.ToString();

    private static string Operand(ChainModel chain) => chain.IsMethod ? chain.Name + "()" : chain.Name;

    private static string Cref(string name) => $"<see cref=\"{name}\"/>";

    private static string JoinCrefs(IEnumerable<string> names) => string.Join(" and ", names.Select(Cref));
}
