using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Json;
using Orchestrator.Api.Processes;
using Orchestrator.Schedules;

namespace Orchestrator.Api.Schedules;

/// <summary>Forms that belong to no process. There is one: that by which a person makes a schedule.</summary>
internal static class FormEndpoints
{
    private const string ConfigureSchedule = "configure_schedule";

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/forms/{form_key}", RunAsync)
            .WithTags("Forms")
            .WithName("RunForm")
            .Produces<CreateScheduleDto>(200)
            .WithSummary("Asks the pages of a form that belongs to no process, and answers what it gives.")
            .Produces<FormInvalidDto>(400)
            .Produces<FormOverflowDto>(400)
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422)
            .Produces<ProblemDto>(503)
            .Produces<FormNotCompleteDto>(510);

    private static async Task<JsonHttpResult<CreateScheduleDto>> RunAsync(
        [FromRoute(Name = "form_key")] string formKey,
        Body<FormRequest> body,
        RequestCaller caller,
        IScheduleForm form,
        CancellationToken cancellationToken
    )
    {
        if (formKey != ConfigureSchedule)
        {
            throw new ProblemException(StatusCodes.Status404NotFound, $"Form {Echo.Text(formKey)} does not exist.")
            {
                Hint = $"Forms: '{ConfigureSchedule}'. The form of a workflow is asked by POST processes/<workflow>.",
            };
        }

        var draft = await form.RunAsync(body.Value.Pages, caller.Value, cancellationToken);
        return TypedResults.Json(
            new CreateScheduleDto(
                "create",
                draft.WorkflowName,
                draft.Trigger.Kind,
                JsonObject.Create(draft.Trigger.Arguments)!,
                draft.Name,
                draft.WorkflowId,
                [.. draft.Pages.Select(static page => JsonObject.Create(page)!)]
            ),
            ApiJson.Default.CreateScheduleDto
        );
    }
}
