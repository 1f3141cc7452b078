package footlight.platform.api;

import java.util.Map;

/// For each operation of the document a request that fits it.
final class GoodRequest {
    private GoodRequest() {}

    /// Empty when the operation takes none.
    static String body(Operation operation) {
        return switch (operation.id()) {
            case "createShow", "editShow" -> "{\"title\":\"Changed\"}";
            case "createChannel" -> "{\"name\":\"Changed\",\"handle\":\"changed-house\"}";
            case "editChannel" -> "{\"name\":\"Changed\"}";
            case "changeMember" -> "{\"role\":\"producer\"}";
            case "inviteMember" -> "{\"email\":\"new@example.org\",\"role\":\"moderator\"}";
            case "readInvitation", "acceptInvitation" -> "{\"token\":\"none\"}";
            case "adminCreateAccount" -> "{\"email\":\"made@example.org\",\"name\":\"Made\"}";
            case "adminEditAccount" -> "{\"role\":\"member\"}";
            case "editAccount" -> "{\"name\":\"Changed\"}";
            case "changePassword" -> "{\"oldPassword\":\"not it\",\"password\":\"nine grey doves at dusk\"}";
            case "changeEmail" -> "{\"email\":\"moved@example.org\"}";
            case "confirmEmail", "undoEmail" -> "{\"token\":\"none\"}";
            case "deleteAccount" -> "{\"confirm\":\"not who I am\"}";
            case "createAccount" ->
                "{\"name\":\"New\",\"email\":\"signed-up@example.org\",\"password\":\"nine grey doves at dusk\"}";
            case "confirmAccount" -> "{\"token\":\"none\"}";
            case "sendCode" -> "{\"email\":\"signed-up@example.org\"}";
            case "useCode" -> "{\"email\":\"signed-up@example.org\",\"code\":\"000000\"}";
            case "forgotPassword" -> "{\"email\":\"signed-up@example.org\"}";
            case "resetPassword" -> "{\"token\":\"none\",\"password\":\"nine grey doves at dusk\"}";
            case "createKey" -> "{\"name\":\"Changed\",\"scopes\":[\"keys\"]}";
            case "makeStreamKey", "editStreamKey" -> "{\"name\":\"Changed\"}";
            case "cancelShow" -> "{\"reason\":\"Rain\"}";
            case "createWebhook" -> "{\"url\":\"http://127.0.0.1:4/changed\"}";
            case "editWebhook" -> "{\"description\":\"Changed\"}";
            case "setShowPassword" -> "{\"password\":\"changed word\"}";
            case "askDoor" -> "{}";
            case "createPass" -> "{\"userId\":\"changed\"}";
            case "inviteToShow" -> "{\"label\":\"Changed\"}";
            case "putChannelEmbedding", "putShowEmbedding" -> "{\"origins\":[\"https://shop.example\"]}";
            case "putFollow" -> "{\"notices\":\"live\"}";
            case "putReminder" -> "{\"minutesBefore\":15}";
            case "proveAgain" -> "{\"password\":\"not the right one\"}";
            case "linkIdentity" -> "{\"provider\":\"nobody\"}";
            case "putRegistration" -> "{\"key\":\"x\",\"kind\":\"x\",\"clientId\":\"id\",\"clientSecret\":\"secret\"}";
            case "tryRegistration", "sendLetterAgain" -> "";
            case "testMail" -> "{\"to\":\"ada@example.org\"}";
            default -> "";
        };
    }

    /// @param parts by the names that they have in the path; others get an id that nobody has
    static String path(Operation operation, Map<String, String> parts) {
        String path = operation.path();
        for (Map.Entry<String, String> part : parts.entrySet())
            path = path.replace("{" + part.getKey() + "}", part.getValue());
        return path.replaceAll("\\{[a-zA-Z]+}", "zzzzzzzzzzzz");
    }
}
